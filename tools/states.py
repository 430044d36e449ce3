"""The page of state diagrams, drawn from the tables the verbs ask."""

from collections.abc import Iterable, Mapping, Sequence

Step = tuple[str, str, str, Sequence[str]]
"""From a state to a state by an act, and the labels of those who may do it. States by value, acts by label."""


def states_page() -> str:
    parts = [_review(), _round(), _rectification()]
    return "# 状态\n\n谁能把什么办到哪一步。图和表都由程序里的状态表画出。\n\n" + "\n\n".join(parts) + "\n"


def _review() -> str:
    from wenming.domain.evidence.review import BOTH, REASONS, STAGES, TABLE, Act, Party, move

    steps = [
        (stage.value, move(stage, act, {party}, BOTH, accepted=act is Act.DROP).value, act.label, [party.label])
        for (stage, act), parties in TABLE.items() for party in Party if party in parties
    ]
    intro = (
        "步骤没有人可办、或报送人自己已经办过的，就跳过。已认定的佐证不动，修改成为新的一稿，认定后替换。"
        "“放弃新一稿”只在已有认定的一稿时才有；已有认定的一稿，只有领导小组办公室可以撤回。\n\n"
        f"退回原因：{'、'.join(REASONS.values())}。"
    )
    return _section("佐证的审核", intro, STAGES, steps)


def _round() -> str:
    from wenming.domain.assessment.rounds import OPINIONS, SAYING, STAGES, TABLE, Party

    steps = [
        (stage.value, to.value, act.label, _labels(Party, parties)) for (stage, act), (to, parties) in TABLE.items()]
    said = {(stage, opinion): _labels(Party, parties) for (stage, opinion), parties in SAYING.items()}
    rows = [
        f"| {label} | " + " | ".join("、".join(said.get((stage, opinion), ())) for opinion in OPINIONS) + " |"
        for stage, label in STAGES.items()
    ]
    head = "| 现在 | " + " | ".join(OPINIONS.values()) + " |\n" + "|---" * (len(OPINIONS) + 1) + "|\n"
    intro = (
        "自评、复核、认定三个值并列，算分取已有的最后一个；外部测评分另列，不代替它们。退回上一步要写明原因，"
        "结束后整轮冻结。\n\n各步由谁填什么：\n\n" + head + "\n".join(rows)
    )
    return _section("自查轮次", intro, STAGES, steps)


def _rectification() -> str:
    from wenming.domain.assessment.rectification import ACTS, NEEDED, STATES, TABLE, Party

    steps = [
        (state.value, to.value, act.label, _labels(Party, parties)) for (state, act), (to, parties) in TABLE.items()]
    needed = "；".join(f"{ACTS[act]}：{'、'.join(one.label for one in said)}" for act, said in NEEDED.items())
    intro = (
        "销号的人不能是报整改完成的人；延期不能由申请人自己批准，新的时限要更晚；重新打开的问题接着原来的记录办。"
        f"没有销号的问题挡住“申报材料齐备”。\n\n各步要写明的：{needed}。"
    )
    return _section("整改台账", intro, STATES, steps)


def _labels(parties: Iterable[object], allowed: Iterable[object]) -> list[str]:
    held = set(allowed)
    return [one.label for one in parties if one in held]


def _section(title: str, intro: str, states: Mapping[str, str], steps: Sequence[Step]) -> str:
    arrows: dict[tuple[str, str], list[str]] = {}
    rows: dict[tuple[str, str], list[str]] = {}
    for start, end, act, who in steps:
        labels = arrows.setdefault((start, end), [])
        if act not in labels:
            labels.append(act)
        rows.setdefault((states[start], act), []).extend(who)
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{label}" as {state}' for state, label in states.items()]
    lines += [f"    {start} --> {end} : {'、'.join(labels)}" for (start, end), labels in arrows.items()]
    table = ["| 现在 | 办什么 | 谁可以办 |", "|---|---|---|"]
    table += [f"| {state} | {act} | {'、'.join(who)} |" for (state, act), who in rows.items()]
    return f"## {title}\n\n{intro}\n\n" + "\n".join([*lines, "```", "", *table])
