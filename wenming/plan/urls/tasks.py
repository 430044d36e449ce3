from django.urls import path

from wenming.plan.views import aims, concrete_plans, duties, lists, milestones, missing, phases, slots, targets, tasks

urlpatterns = [
    path("", tasks.tasks, name="tasks"),
    path("tasks.xlsx", tasks.tasks_xlsx, name="tasks_xlsx"),
    path("tasks/<int:task_id>/", tasks.task, name="task"),
    path("tasks/<int:task_id>/acceptance/", tasks.acceptance_of_all, name="acceptance_of_all"),
    path("tasks/<int:task_id>/slots/add/", slots.add, name="add_slot"),
    path("slots/<int:slot_id>/", slots.change, name="change_slot"),
    path("slots/<int:slot_id>/remove/", slots.remove, name="remove_slot"),
    path("duties/", duties.duties, name="duties"),
    path("duties/all/", lists.all_duties, name="all_duties"),
    path("duties/of/<int:unit_id>/receive/", duties.receive, name="receive_duties"),
    path("duties/<int:duty_id>/", duties.duty, name="duty"),
    path("duties/<int:duty_id>/acceptance/", duties.acceptance, name="acceptance"),
    path("duties/<int:duty_id>/plan/", concrete_plans.concrete_plan, name="concrete_plan"),
    path("duties/<int:duty_id>/plan/submit/", concrete_plans.submit, name="submit_plan"),
    path("duties/<int:duty_id>/plan/accept/", concrete_plans.accept, name="accept_plan"),
    path("duties/<int:duty_id>/plan/return/", concrete_plans.return_plan, name="return_plan"),
    path("milestones/", lists.milestones, name="milestones"),
    path("milestones/<int:milestone_id>/complete/", milestones.complete, name="complete_milestone"),
    path("milestones/<int:milestone_id>/reopen/", milestones.reopen, name="reopen_milestone"),
    path("assignments/<int:assignment_id>/", duties.resolve, name="resolve_assignment"),
    path("targets/", targets.targets, name="targets"),
    path("targets/<int:target_id>/", targets.target, name="target"),
    path("targets/<int:target_id>/proof/<int:measurement_id>/", targets.proof, name="proof"),
    path("aims/", aims.aims, name="aims"),
    path("aims/confirm/", aims.confirm, name="confirm_aim"),
    path("phases/", phases.phases, name="phases"),
    path("phases/<int:phase_id>/", phases.change, name="change_phase"),
    path("missing/", missing.missing, name="missing"),
]
