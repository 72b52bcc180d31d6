-- When a return is due follows from the day it belongs to, by the law clock; no second day beside it.
alter table mediation_return drop column due_on;
