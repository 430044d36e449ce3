from .documents import urlpatterns as documents
from .tasks import urlpatterns as tasks

app_name = "plan"
urlpatterns = [*tasks, *documents]
