"""What consent can be asked for; each purpose on its own (个人信息保护法 14, 23, 25, 29)."""

from enum import StrEnum


class Purpose(StrEnum):
    PORTRAIT = "portrait"
    HONOUR_NOTICE = "honour_notice"
    VOLUNTEER_REPORT = "volunteer_report"
    CARE_FILE = "care_file"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Purpose.PORTRAIT: "肖像用于宣传展示和申报材料",
    Purpose.HONOUR_NOTICE: "姓名和事迹用于评选公示、表彰宣传",
    Purpose.VOLUNTEER_REPORT: "志愿服务信息报送全国志愿服务信息系统",
    Purpose.CARE_FILE: "关爱帮扶所需的家庭和健康情况",
}
"""Care speaks of health and family: separate consent, written."""
