"""How a line is assessed, by the words of its method column."""

import re

from .nodes import Method

_WORDS = (
    (
        Method.DOCUMENT_REVIEW,
        r"材料审核|资料审核|审核材料|查(?:阅|看|验|核)?(?:资料|材料|文件|档案|记录|台账|原件)|查阅|看资料|材料审查|资料审查|审阅|档案|台账",
    ),
    (Method.SITE_VISIT, r"实地|现场(?:察看|查看|考察|检查)|看现场"),
    (Method.QUESTIONNAIRE, r"问卷"),
    (Method.CONSULTATION, r"征求|部门意见|函询"),
    (Method.ONLINE, r"网上(?:申报|报送|动态)|线上申报|网络申报|系统填报"),
    (Method.OBSERVATION, r"整体观察|观察"),
    (Method.PHONE, r"电话"),
    (Method.HEARING, r"听取|听汇报|汇报"),
    (Method.UNANNOUNCED, r"暗访|明察"),
    (Method.WEB, r"网络(?:查看|查询|检索|核查)|网上(?:查看|查询|检索)|上网查"),
)
_ALL = [(method, re.compile(words)) for method, words in _WORDS]


def methods_of(text: str) -> tuple[str, ...]:
    """In the order they are named."""
    if text in set(Method):
        return (text,)
    found = [(match.start(), method.value) for method, words in _ALL if (match := words.search(text))]
    return tuple(method for _, method in sorted(found))
