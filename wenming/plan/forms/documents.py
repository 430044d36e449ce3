"""One request's input about a plan document as a whole: reading it in, freezing it."""

from django import forms

MOST_BYTES = 20 * 1024 * 1024
PASTED_NAME = "粘贴的方案.txt"


class ImportForm(forms.Form):
    """A file or pasted text, one of the two."""

    file = forms.FileField(
        label="方案文件", required=False, help_text=".docx、.doc、.wps、.pdf、.ofd 或 .txt，20 MB 以内，扫描件不能读。",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.doc,.wps,.pdf,.ofd,.txt"}), allow_empty_file=True,
    )
    text = forms.CharField(
        label="或者粘贴方案全文", required=False, strip=False,
        help_text="连标题、发文机关和落款日期一起粘贴，读得更全。",
        widget=forms.Textarea(attrs={"rows": 12}), max_length=400_000,
    )

    def clean(self) -> dict:
        data = super().clean()
        file, text = data.get("file"), (data.get("text") or "").strip()
        if not file and not text:
            raise forms.ValidationError("还没有给方案。请选一个文件，或粘贴方案全文。")
        if file and text:
            raise forms.ValidationError("文件和粘贴的全文只要一样。请去掉文件，或清空文本框。")
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError("文件超过 20 MB，没有读入。方案正文一般很小，请去掉文中的图片再试。")
        return data

    def content(self) -> tuple[bytes, str]:
        """The bytes and the name of what was given; pasted text counts as a UTF-8 file."""
        file = self.cleaned_data.get("file")
        if file:
            return file.read(), file.name
        return self.cleaned_data["text"].encode(), PASTED_NAME


class FreezeForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    approved_by = forms.CharField(
        label="审定机构", max_length=120, help_text="哪个会议或机构审定了这份方案，如“厅党组会议”。"
    )
    approved_on = forms.DateField(
        label="审定日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), help_text="不晚于今天。"
    )
    document_number = forms.CharField(
        label="文号", max_length=60, required=False, help_text="没有编文号的可以空着。"
    )
