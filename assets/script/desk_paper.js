/* The documentation at the desk: chapters by mouse, finger and arrow keys; texts that save
 * themselves and say so only after the server did; the preview as typed; documents in the making.
 * All of it works without, as plain forms. */
(function () {
  'use strict';
  var d = document, base = d.body.getAttribute('data-event');
  if (!d.querySelector('.split.paper') || !self.fetch || !self.DOMParser) return;
  d.body.classList.add('scripted');

  var post = self.desk.post;
  function reload(id) {
    return self.desk.page().then(function (page) { self.desk.put(page, [id]); }).catch(function () {});
  }

  /* --- the order of chapters ---------------------------------------------------------------------- */
  function rows() { return Array.from(d.querySelectorAll('#chapters .chapter')); }
  function show_grips() {
    d.querySelectorAll('#chapters .grip').forEach(function (g) { g.hidden = false; });
  }
  /* Whoever moves a chapter by keys keeps hold of it, also when the list comes anew. */
  var held = null;
  d.addEventListener('focusin', function (e) {
    var grip = e.target.closest && e.target.closest('#chapters .grip');
    held = grip ? grip.closest('.chapter').dataset.key : null;
  });
  function hold_again() {
    var row = held && d.activeElement === d.body &&
      d.querySelector('#chapters .chapter[data-key="' + CSS.escape(held) + '"]');
    if (row) row.querySelector('.grip').focus({ preventScroll: true });
  }
  function send_order() {
    var body = new URLSearchParams();
    body.set('keys', rows().map(function (r) { return r.dataset.key; }).join(' '));
    post(base + '/paper/order', body).then(function () { return reload('chapters'); }, function () {});
  }
  var drag = null;
  d.addEventListener('pointerdown', function (e) {
    var grip = e.target.closest && e.target.closest('#chapters .grip');
    if (!grip || e.button) return;
    e.preventDefault();
    drag = { row: grip.closest('.chapter'), moved: false };
    grip.setPointerCapture(e.pointerId);
    drag.row.classList.add('dragged');
    d.body.classList.add('dragging');
  });
  d.addEventListener('pointermove', function (e) {
    var list, before;
    if (!drag) return;
    list = drag.row.parentNode;
    before = rows().filter(function (r) { return r !== drag.row; }).find(function (r) {
      var b = r.getBoundingClientRect();
      return e.clientY < b.top + b.height / 2;
    }) || null;
    if (before !== drag.row.nextElementSibling) { list.insertBefore(drag.row, before); drag.moved = true; }
  });
  function drop() {
    var was = drag;
    if (!was) return;
    drag = null;
    was.row.classList.remove('dragged');
    d.body.classList.remove('dragging');
    if (was.moved) send_order();
  }
  d.addEventListener('pointerup', drop);
  d.addEventListener('pointercancel', drop);
  d.addEventListener('keydown', function (e) {
    var grip = e.target.closest && e.target.closest('#chapters .grip'), row, other;
    if (!grip || (e.key !== 'ArrowUp' && e.key !== 'ArrowDown')) return;
    e.preventDefault();
    row = grip.closest('.chapter');
    other = e.key === 'ArrowUp' ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    row.parentNode.insertBefore(row, e.key === 'ArrowUp' ? other : other.nextElementSibling);
    grip.focus();
    send_order();
  });

  /* --- a text ------------------------------------------------------------------------------------- */
  var box = d.getElementById('chapter-editor'), form = d.getElementById('text-form');
  var timer = 0, preview_timer = 0, sending = false, again = false, rev = form ? +form.dataset.rev : 0;
  var stored = {}, numbers = 0, open = null;
  function word(name) { return box.getAttribute('data-' + name) || ''; }
  function fields() { return Array.from(form.querySelectorAll('[name=title], [name=body]')); }
  function say(text, trouble) {
    var p = d.getElementById('text-saved');
    if (!p) return;
    p.textContent = text;
    p.classList.toggle('trouble', !!trouble);
  }
  function dirty() { return fields().some(function (f) { return f.value !== stored[f.name]; }); }
  function keep() { fields().forEach(function (f) { stored[f.name] = f.value; f.defaultValue = f.value; }); }
  function body_of() {
    var body = new URLSearchParams();
    fields().forEach(function (f) { body.set(f.name, f.value); });
    return body;
  }
  function button(text, act) {
    var b = d.createElement('button');
    b.type = 'button';
    b.className = 'small-button';
    b.textContent = text;
    b.addEventListener('click', act);
    return b;
  }
  /* Both versions stand there until somebody chooses. */
  function conflict(j) {
    var p = d.createElement('p'), lines = d.createElement('p'), row = d.createElement('p');
    if (open) open.remove();
    open = d.createElement('div');
    open.className = 'other';
    p.textContent = word('theirs');
    lines.className = 'lines';
    lines.dir = 'auto';
    lines.textContent = j.body;
    row.className = 'row';
    row.append(button(word('keep'), function () { rev = j.rev; settle(); save(); }),
               button(word('take'), function () {
                 rev = j.rev;
                 fields().forEach(function (f) { if (f.name in j) f.value = j[f.name]; });
                 keep();
                 settle();
                 preview();
               }));
    open.append(p, lines, row);
    d.getElementById('t-body').after(open);
    say(j.sentence, true);
  }
  function settle() { if (open) open.remove(); open = null; say(''); }
  function later(ms) { clearTimeout(timer); timer = setTimeout(save, ms); }
  function save() {
    var sent;
    clearTimeout(timer);
    if (!form || open || !dirty()) return;
    if (sending) { again = true; return; }
    sending = true;
    sent = body_of();
    sent.set('seen', rev);
    say(word('saving'));
    post(form.action, sent).then(function (r) { return r.json(); }).then(function (j) {
      sending = false;
      if (j.result === 'ok' || j.result === 'again') {
        rev = j.rev;
        fields().forEach(function (f) { stored[f.name] = f.defaultValue = sent.get(f.name); });
        say(word('saved') + ' ' + j.at);
        if (again || dirty()) { again = false; later(300); }
      } else if (j.result === 'stale') {
        conflict(j);
      } else {
        say(j.sentence, true);
      }
    }, function () { sending = false; say(word('unsaved'), true); later(3000); });
  }
  function preview() {
    var n = ++numbers;
    post(form.action + '/preview', body_of(), 'text/html').then(function (r) { return r.text(); })
      .then(function (text) {
        if (n === numbers) self.desk.put(new DOMParser().parseFromString(text, 'text/html'), ['preview']);
      }, function () {});
  }
  if (form && form.dataset.edit) {
    keep();
    form.addEventListener('input', function () {
      later(900);
      clearTimeout(preview_timer);
      preview_timer = setTimeout(preview, 350);
    });
    form.addEventListener('focusout', save);
    form.addEventListener('submit', function (e) {
      e.preventDefault();
      if (e.submitter && e.submitter.id === 'text-preview') preview();
      else save();
    });
    addEventListener('pagehide', function () {
      var body;
      if (open || !dirty() || !navigator.sendBeacon) return;
      body = body_of();
      body.set('seen', rev);
      body.set('csrf', d.body.getAttribute('data-csrf') || '');
      navigator.sendBeacon(form.action, body);
    });
  }

  /* --- who said it: what may stand below the quotation ----------------------------------------------- */
  d.addEventListener('change', function (e) {
    var by = d.getElementById('v-by'), chosen;
    if (e.target.id !== 'v-person' || !by) return;
    chosen = e.target.selectedOptions[0];
    if (chosen) by.value = chosen.dataset.by || '';
  });

  /* --- documents in the making -------------------------------------------------------------------- */
  function follow() {
    var making = d.getElementById('making');
    if (!making || making.dataset.running !== '1') return;
    fetch(base + '/paper/making', { credentials: 'same-origin', headers: { Accept: 'application/json' } })
      .then(function (r) { return r.json(); }).then(function (j) {
        var bar = d.getElementById('making-bar'), what = d.getElementById('making-what');
        if (!j.running) { reload('making'); return; }
        if (bar) { bar.max = j.of; bar.value = j.done; }
        if (what && j.what && !j.cancelling && what.textContent !== j.what) what.textContent = j.what;
        setTimeout(follow, 400);
      }, function () { setTimeout(follow, 2000); });
  }
  d.addEventListener('desk:fresh', function (e) {
    if (e.target.id === 'chapters') { show_grips(); hold_again(); }
    if (e.target.id === 'making') follow();
  });
  show_grips();
  follow();
}());
