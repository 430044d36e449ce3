"""What can happen to the installation as a whole."""

from wenming.audit.registry import kind

restored = kind("site.restored", "从备份恢复了全部数据，备份写于 {after[taken_at]}，此后到恢复时所办的事不在库中")
