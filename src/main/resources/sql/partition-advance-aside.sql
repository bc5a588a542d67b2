-- The same for a group that was set aside: its rows lie before the position. Parameters: run, part, epoch, run, epoch, group, from.
update partition p set attempts = attempts + 1
where p.run_no = ? and p.part = ? and p.epoch = ?
  and exists (select from run where no = ? and epoch = ?)
  and exists (select from set_aside g
              where g.run_no = p.run_no and g.part = p.part and g.grp = ? and g.from_seq = ?)
