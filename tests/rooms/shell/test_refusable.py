"""Forms that carry out a verb."""

import pytest
from django import forms
from django.http import QueryDict

from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.shell.refusable import Refusable, VersionedForm


class NameForm(Refusable):
    name = forms.CharField()


class ChangeForm(VersionedForm):
    name = forms.CharField()


def raising(refusal):
    def verb(**_):
        raise refusal

    return verb


def test_a_verb_gets_the_fields_and_what_the_view_adds():
    form = NameForm({"name": "甲"})
    assert form.carries_out(lambda **given: given, by="乙")
    assert (form.outcome, form.answer_status) == ({"name": "甲", "by": "乙"}, 200)


def test_a_poor_form_never_reaches_the_verb():
    form = NameForm({"name": ""})
    assert not form.carries_out(raising(AssertionError()))
    assert form.answer_status == 422


@pytest.mark.parametrize(("refusal", "status"), [
    (InputRefused("不对", {"name": "重名", "elsewhere": "x"}), 422), (RuleBroken("还不能"), 409),
])
def test_a_refusal_stands_in_the_form(refusal, status):
    form = NameForm({"name": "甲"})
    assert not form.carries_out(raising(refusal))
    assert form.answer_status == status
    assert form.non_field_errors() == [refusal.sentence]
    assert form["name"].value() == "甲"
    assert form.errors.get("name", []) == (["重名"] if status == 422 else [])


@pytest.mark.parametrize("refusal", [NotAllowed("不行"), NotFound()])
def test_what_is_not_about_the_input_passes_through(refusal):
    with pytest.raises(type(refusal)):
        NameForm({"name": "甲"}).carries_out(raising(refusal))


def test_who_has_read_what_the_other_changed_may_save_over_it():
    form = ChangeForm(QueryDict("name=甲&version=1"), current=2)
    assert not form.carries_out(raising(ChangedMeanwhile("别人改了")))
    assert (form.answer_status, form["version"].value(), form["name"].value()) == (409, 2, "甲")


def test_a_refusal_of_the_input_does_not_hide_that_another_saved():
    form = ChangeForm(QueryDict("name=甲&version=1"), current=2)
    form.carries_out(raising(InputRefused("不对")))
    assert form["version"].value() == "1"
