"""What the reader leaves to a person: the kinds, and one Chinese sentence each."""

from enum import StrEnum

from wenming.domain.plan.draft import Finding, Span


class FindingKind(StrEnum):
    """Stable names, kept with the draft; the sentence may be worded anew."""

    NO_TITLE = "no_title"
    NO_ISSUER = "no_issuer"
    NO_DATE = "no_date"
    NO_TASKS = "no_tasks"
    NO_OWNER = "no_owner"
    NO_RESPONSIBLE_UNIT = "no_responsible_unit"
    LEAD_IS_EVERYONE = "lead_is_everyone"
    INDEFINITE_SET = "indefinite_set"
    UNREAD_OWNER = "unread_owner"
    INFERRED_OWNER = "inferred_owner"
    FIRST_NAMED_LEADS = "first_named_leads"
    NUMBER_GAP = "number_gap"
    UNSURE_TASK = "unsure_task"
    UNSURE_TARGET = "unsure_target"
    DEADLINE_OPEN = "deadline_open"
    UNFINISHED_SENTENCE = "unfinished_sentence"
    UNDATED_PHASE = "undated_phase"
    YEAR_INFERRED = "year_inferred"
    MEMBERS_EX_OFFICIO = "members_ex_officio"
    UNSURE_PERSON = "unsure_person"
    UNREAD_TABLE = "unread_table"
    UNREAD_ROW = "unread_row"
    REPEATED_TASK = "repeated_task"


_SENTENCES = {
    FindingKind.NO_TITLE: "没有读到方案的标题，请填写标题。",
    FindingKind.NO_ISSUER: "没有读到发文机关，请填写发文机关。",
    FindingKind.NO_DATE: "没有读到成文日期，请填写日期。",
    FindingKind.NO_TASKS: "没有读到任务，请核对文件是否为工作方案，或逐项录入任务。",
    FindingKind.NO_OWNER: "任务“{what}”没有写明牵头单位或责任单位，请确定由谁负责。",
    FindingKind.NO_RESPONSIBLE_UNIT: "任务“{what}”只写了牵头单位，没有责任单位，请确定是否需要指定责任单位。",
    FindingKind.LEAD_IS_EVERYONE: "任务“{what}”由“{name}”牵头，等于人人牵头，请确定由哪个单位统筹。",
    FindingKind.INDEFINITE_SET: "任务“{what}”中的“{name}”没有指明是哪些单位，请逐一确定。",
    FindingKind.UNREAD_OWNER: "“{name}”不像单位名称，请核对任务“{what}”的责任主体。",
    FindingKind.INFERRED_OWNER: "任务“{what}”没有单列责任单位，正文以“{name}”为主语，请确认由其负责。",
    FindingKind.FIRST_NAMED_LEADS: "文中规定“{name}”，此后各项均以首位单位为牵头单位，请核对。",
    FindingKind.NUMBER_GAP: "任务序号由“{before}”跳到“{after}”，请核对是否缺项。",
    FindingKind.UNSURE_TASK: "“{what}”没有写明责任单位，是否作为任务，请确定。",
    FindingKind.UNSURE_TARGET: "“{what}”中的数字是否为目标值，请确定。",
    FindingKind.DEADLINE_OPEN: "“{what}”没有写明具体日期，请确定完成时限。",
    FindingKind.UNFINISHED_SENTENCE: "“{what}”一段以“{mark}”结尾，句子没有写完，请补全或改为句号。",
    FindingKind.UNDATED_PHASE: "阶段“{what}”没有读到起止时间，请填写。",
    FindingKind.YEAR_INFERRED: "阶段“{what}”的时间没有写明年份，已按成文日期推定为{year}年，请核对。",
    FindingKind.MEMBERS_EX_OFFICIO: "领导小组成员写作“{name}”，按职务产生，请按任职名单确定到人。",
    FindingKind.UNSURE_PERSON: "“{name}”是否为人名，请核对。",
    FindingKind.UNREAD_TABLE: "这里有一张表格没有读懂表头，请核对其中是否有任务。",
    FindingKind.UNREAD_ROW: "表格中序号“{what}”一行的栏数与表头不符，没有读入，请核对。",
    FindingKind.REPEATED_TASK: "附件表格中的“{what}”与正文任务“{name}”说法不同，按同一项任务读入，请核对。",
}


class Findings:
    """Collects findings and numbers them in the order of the document."""

    def __init__(self) -> None:
        self._found: list[tuple[FindingKind, str, Span | None, str | None]] = []

    def add(self, kind: FindingKind, span: Span | None = None, task: str | None = None, /, **words: str) -> None:
        """``words`` fill the sentence of ``kind``; ``span`` points at the place, ``task`` at the task concerned."""
        sentence = _SENTENCES[kind].format(**{name: shortened(word) for name, word in words.items()})
        self._found.append((kind, sentence, span, task))

    def sorted(self) -> tuple[Finding, ...]:
        """By line, those about the whole document first; the keys are f1, f2 and so on."""
        ordered = sorted(self._found, key=lambda one: (one[2].line, one[2].start) if one[2] else (0, 0))
        return tuple(
            Finding(f"f{number}", kind.value, sentence, span, task)
            for number, (kind, sentence, span, task) in enumerate(ordered, start=1)
        )


def shortened(text: str, longest: int = 24) -> str:
    """The first characters of a long text, for a sentence about it."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
