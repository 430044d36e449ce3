"""What this room holds of people: whom evidence shows, and who filed it."""

from wenming.domain.personal.declaration import Basis, Holding, PersonalField, Sensitivity, name_of_actor

READERS = "参与创建工作的人；随申报材料移交上级"
HOLDINGS = [
    Holding("evidence.evidence", "佐证材料", "证明任务落实，说明图片中是谁", Basis.STATUTORY_DUTY, READERS,
            (PersonalField("people", "图中人物", Sensitivity.RESTRICTED), PersonalField("uploaded_by", "上传人"),
             PersonalField("offered_by", "提交草稿的人"))),
    Holding("evidence.linkvisit", "网页快照", "网页何时打开、打开了什么", Basis.STATUTORY_DUTY, READERS,
            (PersonalField("title", "网页标题里写到的人"),)),
    Holding("evidence.evidencerevision", "佐证版本", "换文件的是谁", Basis.STATUTORY_DUTY, READERS,
            (PersonalField("made_by", "更换人"), PersonalField("accepted_by", "认定人"),
             PersonalField("said", "说明里写到的人", Sensitivity.RESTRICTED))),
    Holding("evidence.reviewstep", "审核经过", "谁通过、谁退回、为什么", Basis.STATUTORY_DUTY, READERS,
            (PersonalField("made_by", "审核人"), PersonalField("words", "退回说明里写到的人", Sensitivity.RESTRICTED))),
    Holding("evidence.picturedoubt", "照片提醒", "核对照片的是谁", Basis.STATUTORY_DUTY, READERS,
            name_of_actor("answered_by", "核对人")),
    Holding("evidence.eventpack", "活动材料包", "把一次活动的材料放在一起，说明有谁参加", Basis.STATUTORY_DUTY, READERS,
            (PersonalField("people", "参加的人", Sensitivity.RESTRICTED), PersonalField("made_by", "建包人"))),
    Holding("evidence.covering", "图片遮挡", "保护图片中的人，查遮挡是谁做的", Basis.STATUTORY_DUTY, READERS,
            name_of_actor("made_by", "遮挡人")),
    Holding("evidence.citation", "引用", "是谁把材料用到这里", Basis.STATUTORY_DUTY, READERS,
            name_of_actor("made_by", "引用人")),
    Holding("evidence.batch", "批量归集", "是谁的一批文件", Basis.STATUTORY_DUTY, READERS,
            name_of_actor("made_by", "上传人")),
    Holding("evidence.batchrow", "归集表", "归集前填写图片中是谁", Basis.STATUTORY_DUTY, READERS,
            (PersonalField("people", "图中人物", Sensitivity.RESTRICTED),)),
    Holding("evidence.filetext", "文件里的文字", "查找文件的内容，提醒其中的号码", Basis.STATUTORY_DUTY, READERS,
            (PersonalField("text", "文件里写到的人", Sensitivity.RESTRICTED),)),
    Holding("evidence.searchentry", "查找用的字词", "在台账里查找", Basis.STATUTORY_DUTY, READERS,
            (PersonalField("words", "材料里写到的人", Sensitivity.RESTRICTED),)),
    Holding("evidence.evidencewarning", "材料里的提醒", "提醒证件号、手机号，谁作了说明", Basis.STATUTORY_DUTY, READERS,
            (PersonalField("details", "遮住的号码", Sensitivity.RESTRICTED), PersonalField("answered_by", "说明人"))),
]
