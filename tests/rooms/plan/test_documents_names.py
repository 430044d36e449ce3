"""Names of a plan and the units they mean: found, merged, made, given members."""

import pytest
from django.utils import timezone

from tests.cast import NOW
from tests.rooms.plan.correcting import address
from wenming.domain.errors import InputRefused
from wenming.organisation.models import Unit, UnitAlias
from wenming.plan.actions.matching import merge_name
from wenming.plan.actions.proposal_steps import redo_step, undo_step
from wenming.plan.actions.proposals import name_members
from wenming.plan.models import PlanRevision
from wenming.plan.queries.outlook import outlook


class TestNames:
    def test_a_known_name_and_one_with_the_bodys_prefix_are_found(self, cast, revision):
        view = outlook(revision, timezone.localdate())
        assert view.named["机关党委"].members == view.named["厅机关党委"].members == (cast.lead.pk,)
        assert set(view.unknown) == {"厅团委", "各协会组织"}

    def test_merging_makes_an_alias(self, cast, revision):
        merge_name(revision=revision, version=1, name="厅团委", unit=cast.third, by=cast.office, at=NOW)
        assert UnitAlias.objects.get().unit == cast.third
        assert outlook(revision, timezone.localdate()).unknown == ("各协会组织",)

    def test_merging_is_a_step_and_taking_it_back_takes_the_alias_off_the_roster(self, cast, revision):
        now = merge_name(revision=revision, version=1, name="厅团委", unit=cast.third, by=cast.office, at=NOW)
        undo_step(revision=now, version=now.version, by=cast.office, at=NOW)
        assert not UnitAlias.objects.exists()
        now.refresh_from_db()
        redo_step(revision=now, version=now.version, by=cast.office, at=NOW)
        assert UnitAlias.objects.get().name == "厅团委"

    def test_an_alias_somebody_took_off_meanwhile_does_not_stop_the_way_back(self, cast, revision):
        now = merge_name(revision=revision, version=1, name="厅团委", unit=cast.third, by=cast.office, at=NOW)
        UnitAlias.objects.all().delete()
        assert undo_step(revision=now, version=now.version, by=cast.office, at=NOW).startswith("“厅团委”")

    def test_merging_into_a_unit_of_another_body_finds_nothing(self, cast, revision):
        form = {"act": "merge_name", "name": "厅团委", "unit": cast.other_unit.pk, "version": "1"}
        assert cast.client("office").post(address(revision), form).status_code == 404
        assert not UnitAlias.objects.exists()

    @pytest.mark.parametrize("name", ["国务院", ""])
    def test_only_names_of_the_plan_are_made_or_merged(self, cast, revision, name):
        form = {"act": "new_unit", "name": name, "kind": "division", "version": "1"}
        assert cast.client("office").post(address(revision), form).status_code == 422
        assert not Unit.objects.filter(name=name).exists()

    def test_all_at_once_makes_units_and_leaves_collectives_to_the_office(self, cast, revision):
        answer = cast.client("office").post(address(revision), {"act": "new_units", "version": "1"})
        assert answer.status_code == 303
        assert Unit.objects.get(name="厅团委").kind == Unit.Kind.PARTY_AND_MASS
        assert not Unit.objects.filter(name="各协会组织").exists()
        stored = PlanRevision.objects.get()
        assert outlook(stored, timezone.localdate()).unknown == ()

    def test_a_collective_may_be_given_its_members(self, cast, revision):
        after = name_members(revision=revision, version=1, name="各协会组织", units=[cast.third.pk], later=False,
                             by=cast.office, at=NOW)
        assert outlook(after, timezone.localdate()).named["各协会组织"].members == (cast.third.pk,)

    @pytest.mark.parametrize("name", ["机关党委", "各处室、单位", "各村"])
    def test_only_such_a_collective_is_given_members(self, cast, revision, name):
        with pytest.raises(InputRefused):
            name_members(revision=revision, version=1, name=name, units=[cast.third.pk], later=False, by=cast.office,
                         at=NOW)
