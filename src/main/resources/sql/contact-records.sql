select {record}
from contacts c where c.id = any (?::bigint[])
