"""A scale of states: judged by a person, or following from how many conditions are met."""

from wenming.domain.assessment.answers import Answer, Conditions, InState
from wenming.domain.assessment.verdicts import Judge, Outcome, Verdict, Worth
from wenming.domain.standard.rules import State, Step


def judge_state(rule: State, worth: Worth) -> Judge:
    """A state the scale does not know, or a number of conditions no step is for, cannot be computed."""
    outcomes = {one.state: worth.judged(worth.full * one.factor, met=one.factor >= 1) for one in rule.shares}
    open_still, other = worth.open(Verdict.NOT_COMPUTABLE), worth.otherwise
    by_met: dict[int, Outcome] = {}

    def judge(answer: Answer | None) -> Outcome:
        if type(answer) is InState:
            return outcomes.get(answer.state, open_still)
        if type(answer) is Conditions:
            if answer.met not in by_met:
                by_met[answer.met] = outcomes.get(state_of(rule.steps, answer.met), open_still)
            return by_met[answer.met]
        return other(answer)

    return judge


def state_of(steps: tuple[Step, ...], met: int) -> str:
    """The step that asks for the most conditions among those reached; the one without a number where none is."""
    reached = [(one.met, one.state) for one in steps if one.met is not None and met >= one.met]
    if reached:
        return max(reached)[1]
    return next((one.state for one in steps if one.met is None), "")


def words_of_state(rule: State, answer: Answer, _level: str) -> str:
    if isinstance(answer, Conditions):
        return f"{rule.conditions} 项条件满足 {answer.met} 项，为 {state_of(rule.steps, answer.met) or '未列明的状态'}"
    return f"状态为 {answer.state}" if isinstance(answer, InState) else ""
