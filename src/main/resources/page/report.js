(function () {
  'use strict';
  document.documentElement.classList.add('scripted');
  var table = document.getElementById('table');
  if (!table) return;
  var PAGE = 100;
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows).map(function (row, order) {
    return { row: row, order: order, text: row.textContent.toLowerCase(), outcome: row.cells[1].textContent };
  });
  var search = document.getElementById('search');
  var outcome = document.getElementById('outcome');
  var found = document.getElementById('found');
  var more = document.getElementById('more');
  var shown = PAGE;

  function show() {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    var hits = 0;
    rows.forEach(function (r) {
      var hit = (!outcome.value || r.outcome === outcome.value) &&
        words.every(function (word) { return r.text.indexOf(word) >= 0; });
      if (hit) hits++;
      r.row.hidden = !hit || hits > shown;
    });
    var visible = Math.min(hits, shown);
    found.textContent = hits === 0 ? 'No record matches.'
      : visible.toLocaleString('en') + ' of ' + hits.toLocaleString('en') +
        (hits === rows.length ? ' records' : ' matching records') + ' shown.';
    more.hidden = hits <= shown;
  }

  function again() { shown = PAGE; show(); }

  function key(r, column, kind) {
    var cell = r.row.cells[column];
    if (kind === 'order') return r.order;
    if (kind === 'number') return Number(cell.getAttribute('data-value') || 0);
    return cell.textContent.toLowerCase();
  }

  function sort(button) {
    var head = button.parentNode;
    var column = head.cellIndex;
    var kind = button.getAttribute('data-kind');
    var down = head.getAttribute('aria-sort') === 'ascending';
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell) { cell.setAttribute('aria-sort', 'none'); });
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    rows.forEach(function (r) { r.key = key(r, column, kind); });
    rows.sort(function (a, b) {
      var order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
      return (down ? -order : order) || a.order - b.order;
    });
    var all = document.createDocumentFragment();
    rows.forEach(function (r) { all.appendChild(r.row); });
    body.appendChild(all);
    again();
  }

  Array.prototype.forEach.call(table.tHead.querySelectorAll('button'), function (button) {
    button.addEventListener('click', function () { sort(button); });
  });
  search.addEventListener('input', again);
  outcome.addEventListener('change', again);
  more.addEventListener('click', function () {
    var first = shown;
    shown += PAGE;
    show();
    var next = rows.filter(function (r) { return !r.row.hidden; })[first];
    if (next) {
      next.row.tabIndex = -1;
      next.row.focus();
    }
  });
  show();
}());
