-- Later runs that have decided lines of these accounts; parameters: run, accounts.
select r.id
from run r
where r.no > ? and r.accounts && ?
  and exists (select from partition p where p.run_no = r.no and p.decided > 0)
order by r.no
