"""What can happen to packages."""

from wenming.audit.registry import kind, words

package_exported = kind("dossier.package_exported", "导出“{label}”的材料包：{after[files]} 个文件")
package_completed = kind("dossier.package_completed", "“{label}”的材料包全部送出，清单指纹 {after[fingerprint]}")

words("dossier", bytes="字节数", files="文件数", fingerprint="清单指纹")
