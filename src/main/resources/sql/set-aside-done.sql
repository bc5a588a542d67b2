-- A group all of whose rows before the position are decided is like the others again.
delete from set_aside g
using partition p
where g.run_no = ? and g.part = ? and g.grp = ? and p.run_no = g.run_no and p.part = g.part
  and not exists (
      select from assignment a
      where a.run_no = g.run_no and a.part = g.part and a.grp = g.grp and a.seq >= g.from_seq and a.seq <= p.position)
