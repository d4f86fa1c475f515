/* The agenda at the desk: items by mouse, finger and arrow keys; forms that save themselves and say
 * so only after the server did; the picture of the stage as typed. All of it works without, as
 * plain forms. */
(function () {
  'use strict';
  document.querySelectorAll('[data-print]').forEach(function (b) {
    b.hidden = false;
    b.addEventListener('click', function () { print(); });
  });
  /* The picture of the stage now follows the event, at most every two seconds. */
  (function () {
    var img = document.querySelector('[data-stage-now]'), src = img && img.getAttribute('src'), due = false, busy = false;
    function load() {
      var next = new Image();
      if (busy) { due = true; return; }
      busy = true;
      due = false;
      next.onload = next.onerror = function () {
        if (next.naturalWidth) img.src = next.src;
        setTimeout(function () { busy = false; if (due) load(); }, 2000);
      };
      next.src = src + '?' + Date.now();
    }
    if (img) document.addEventListener('desk:changed', load);
  }());
  var d = document, root = d.querySelector('.split.agenda'), base = d.body.getAttribute('data-event');
  if (!root || !self.fetch || !self.DOMParser) return;
  var word = function (name) { return root.getAttribute('data-' + name) || ''; };
  d.body.classList.add('scripted');

  function post(url, body) { return self.desk.post(url, body).then(function (r) { return r.json(); }); }
  function announce(text) { var p = d.getElementById('agenda-said'); if (p) p.textContent = text; }

  /* The list after our own changes; the live line brings it when this fails. */
  function reload() {
    return self.desk.page().then(function (page) {
      if (!pending) self.desk.put(page, ['agenda-list']);
    }).catch(function () {});
  }

  /* --- moving ----------------------------------------------------------------------------------- */
  function rows() { return Array.from(d.querySelectorAll('#agenda-list .item')); }
  function show_grips() {
    d.querySelectorAll('#agenda-list .grip').forEach(function (g) { g.hidden = false; });
  }
  function title(row) { return row.querySelector('.what').textContent; }
  /* While further moves wait, what the server says of the list is older than what stands here. */
  var moving = Promise.resolve(), pending = 0;
  function move(id, after, focus) {
    var body = new URLSearchParams();
    body.set('after', after);
    pending++;
    moving = moving.then(function () { return post(base + '/agenda/' + id + '/move', body); })
      .then(function (j) {
        pending--;
        if (j.sentence) announce(j.sentence);
        return reload();
      }, function () { pending--; return reload(); })
      .then(function () {
        if (pending) return;
        var row = d.querySelector('#agenda-list .item[data-item="' + id + '"]');
        if (!row) return;
        announce(word('moved') + ' ' + title(row) + ', ' + row.querySelector('.at').textContent);
        if (focus) row.querySelector(focus).focus({ preventScroll: true });
      });
    return moving;
  }
  /* "after" of the place at: the row that will stand before it. */
  function after_at(all, row, at) {
    var others = all.filter(function (r) { return r !== row; });
    return at > 0 ? others[at - 1].dataset.item : 0;
  }
  d.addEventListener('keydown', function (e) {
    var grip = e.target.closest && e.target.closest('.grip'), all, row, at, to;
    if (!grip || (e.key !== 'ArrowUp' && e.key !== 'ArrowDown')) return;
    e.preventDefault();
    all = rows();
    row = grip.closest('.item');
    at = all.indexOf(row);
    to = at + (e.key === 'ArrowUp' ? -1 : 1);
    if (to < 0 || to >= all.length) return;
    /* the row goes at once, the next press counts from there */
    if (to > at) all[to].after(row); else all[to].before(row);
    grip.focus({ preventScroll: true });
    move(row.dataset.item, after_at(all, row, to), '.grip');
  });
  d.addEventListener('submit', function (e) {
    var f = e.target, b = e.submitter, dir;
    if (!f.classList || !f.classList.contains('moves') || !b) return;
    e.preventDefault();
    dir = b === f.querySelector('button') && b.textContent === '↑' ? '↑' : '↓';
    move(f.closest('.item').dataset.item, b.value,
      '.moves button' + (dir === '↑' ? ':first-of-type' : ':last-of-type'));
  });

  /* Dragging: the row follows the pointer, the others make room; the list is sent when it is let
   * go. Escape or a lost pointer puts it back. */
  var drag = null;
  d.addEventListener('pointerdown', function (e) {
    var grip = e.target.closest && e.target.closest('.grip'), all;
    if (!grip || e.button) return;
    e.preventDefault();
    all = rows();
    drag = { row: grip.closest('.item'), all: all, y: e.clientY, id: e.pointerId, scroll: scrollY,
      boxes: all.map(function (r) { return { top: r.offsetTop, height: r.offsetHeight }; }) };
    drag.from = drag.to = all.indexOf(drag.row);
    grip.setPointerCapture(e.pointerId);
    grip.focus({ preventScroll: true });
  });
  d.addEventListener('pointermove', function (e) {
    var dy, mine, middle, to = 0;
    if (!drag || e.pointerId !== drag.id) return;
    dy = e.clientY - drag.y + scrollY - drag.scroll;
    if (!drag.on && Math.abs(dy) < 4) return;
    drag.on = true;
    root.classList.add('dragging');
    drag.row.classList.add('dragged');
    drag.row.style.transform = 'translateY(' + dy + 'px)';
    mine = drag.boxes[drag.from];
    middle = mine.top + mine.height / 2 + dy;
    drag.boxes.forEach(function (b, i) {
      if (i !== drag.from && b.top + b.height / 2 < middle) to++;
    });
    drag.to = to;
    drag.all.forEach(function (r, i) {
      if (i === drag.from) return;
      var shift = i > drag.from && i <= to ? -mine.height : i < drag.from && i >= to ? mine.height : 0;
      r.style.transform = shift ? 'translateY(' + shift + 'px)' : '';
    });
    if (e.clientY < 60) scrollBy(0, -12); else if (e.clientY > innerHeight - 60) scrollBy(0, 12);
  });
  function drop(keep) {
    var g = drag, others;
    drag = null;
    if (!g) return;
    root.classList.remove('dragging');
    g.row.classList.remove('dragged');
    g.all.forEach(function (r) { r.style.transform = ''; });
    if (!keep || !g.on || g.to === g.from) return;
    others = g.all.filter(function (r) { return r !== g.row; });
    if (g.to < others.length) others[g.to].before(g.row); else others[others.length - 1].after(g.row);
    move(g.row.dataset.item, g.to > 0 ? others[g.to - 1].dataset.item : 0, '.grip');
  }
  d.addEventListener('pointerup', function (e) { if (drag && e.pointerId === drag.id) drop(true); });
  d.addEventListener('pointercancel', function () { drop(false); });
  d.addEventListener('keydown', function (e) { if (e.key === 'Escape') drop(false); });

  /* --- the form ------------------------------------------------------------------------------------- */
  var form = null, rev = 0, stored = {}, sending = false, save_timer = 0, picture_timer = 0;
  function fields() {
    return Array.from(form.elements).filter(function (f) {
      return f.name && f.type !== 'hidden' && !f.disabled && !f.readOnly && /^(INPUT|TEXTAREA|SELECT)$/.test(f.tagName);
    });
  }
  function value(f) { return f.type === 'checkbox' ? (f.checked ? '1' : '0') : f.value; }
  function put(f, v) { if (f.type === 'checkbox') f.checked = v === '1'; else f.value = v; }
  /* What the browser holds as the form's own value, so that the desk's script sees it as saved. */
  function settle(f, v) {
    if (f.type === 'checkbox') f.defaultChecked = v === '1';
    else if (f.tagName === 'SELECT') Array.from(f.options).forEach(function (o) { o.defaultSelected = o.value === v; });
    else f.defaultValue = v;
  }
  function changed() {
    return fields().filter(function (f) { return value(f) !== stored[f.name]; });
  }
  function take_form() {
    var f = d.getElementById('item-form');
    form = f;
    if (!f) return;
    rev = +f.dataset.rev;
    stored = {};
    fields().forEach(function (x) { stored[x.name] = value(x); });
  }
  function said(text, trouble) {
    var p = d.getElementById('saved');
    if (!p) return;
    p.textContent = text;
    p.classList.toggle('trouble', !!trouble);
  }
  function note_of(f) {
    var box = f.closest('.field'), note = box.querySelector('.said');
    if (!note) { note = d.createElement('div'); note.className = 'said'; box.appendChild(note); }
    return note;
  }
  function clear_note(f) {
    var note = f.closest('.field').querySelector('.said, .bad');
    if (note) note.remove();
    f.removeAttribute('aria-invalid');
    f.removeAttribute('aria-describedby');
  }
  function bad(name, sentence) {
    var f = form.elements[name], note;
    if (!f || !f.closest) return;
    note = note_of(f);
    note.className = 'said bad';
    note.id = 'bad-' + name;
    note.textContent = sentence;
    f.setAttribute('aria-invalid', 'true');
    f.setAttribute('aria-describedby', note.id);
    if (f.closest('details')) f.closest('details').open = true;
  }
  function shown(f, v) {
    var o = f.tagName === 'SELECT' && Array.from(f.options).filter(function (x) { return x.value === v; })[0];
    return o ? o.textContent : v;
  }
  /* Both versions stand there; nothing is sent until one is chosen. */
  function conflict(f, who, theirs, then) {
    var note = note_of(f), text = d.createElement('span'), row = d.createElement('span'), keep, take;
    note.className = 'said other';
    note.textContent = who + ': ';
    text.textContent = shown(f, theirs);
    text.className = 'lines';
    text.dir = 'auto';
    row.className = 'row';
    keep = d.createElement('button');
    take = d.createElement('button');
    keep.type = take.type = 'button';
    keep.className = take.className = 'small-button';
    keep.textContent = word('keep');
    take.textContent = word('take');
    f.dataset.open = '1';
    keep.onclick = function () { delete f.dataset.open; note.remove(); stored[f.name] = theirs; then(); f.focus(); };
    take.onclick = function () {
      delete f.dataset.open; note.remove(); stored[f.name] = theirs; put(f, theirs); settle(f, theirs); then(); picture(); f.focus();
    };
    note.appendChild(text);
    note.appendChild(row);
    row.appendChild(keep);
    row.appendChild(take);
  }
  /* Somebody else saved meanwhile: fields only they changed are taken, fields only we changed are
   * sent again, for a field of both people decide. */
  function merge(j, mine) {
    var open = 0;
    rev = j.rev;
    fields().forEach(function (f) {
      var theirs = j.values[f.name], was = stored[f.name];
      if (theirs === undefined || theirs === was) return;
      if (value(f) === was) { put(f, theirs); settle(f, theirs); stored[f.name] = theirs; return; }
      if (value(f) === theirs) { stored[f.name] = theirs; settle(f, theirs); return; }
      open++;
      conflict(f, word('theirs') + ' ' + (j.who || ''), theirs, function () { save(); });
    });
    if (open) said(j.sentence, true);
    else if (mine.length) save();
  }
  function save() {
    var list, body = new URLSearchParams(), sent = {}, f0 = form;
    clearTimeout(save_timer);
    save_timer = 0;
    if (!form || !form.dataset.edit) return Promise.resolve();
    if (sending) { save_timer = setTimeout(save, 200); return Promise.resolve(); }
    list = changed().filter(function (f) { return !f.dataset.open && f.checkValidity(); });
    if (!list.length) return Promise.resolve();
    list.forEach(function (f) { sent[f.name] = value(f); body.set(f.name, sent[f.name]); });
    body.set('seen', rev);
    sending = true;
    said(word('saving'));
    return post(form.action, body).then(function (j) {
      sending = false;
      if (form !== f0) return;
      list.forEach(clear_note);
      if (j.result === 'ok' || j.result === 'again') {
        rev = j.rev;
        form.dataset.rev = rev;
        d.querySelectorAll('#agenda-item input[name=seen]').forEach(function (i) { i.value = rev; });
        list.forEach(function (f) { stored[f.name] = sent[f.name]; settle(f, sent[f.name]); });
        said(word('saved') + ' ' + j.at);
        if (changed().length) later(); else follow();
      } else if (j.result === 'stale') { merge(j, list); }
      else { bad(j.where || list[0].name, j.sentence || ''); said('', true); }
    }, function () {
      sending = false;
      said(word('unsaved'), true);
      save_timer = setTimeout(save, 3000);
    });
  }
  function later() { clearTimeout(save_timer); save_timer = setTimeout(save, 400); }
  /* Times, warnings and titles of the list follow what was saved. */
  var follow_timer = 0;
  function follow() {
    clearTimeout(follow_timer);
    follow_timer = setTimeout(function () {
      post(base + '/agenda/fit', new URLSearchParams()).then(function () { return reload_list(); }, reload_list);
    }, 50);
  }
  function reload_list() {
    return self.desk.page().then(function (page) {
      var list = page.getElementById('agenda-list'),
        old = d.getElementById('agenda-list'), mine = d.querySelector('#agenda-item .warns'),
        theirs = page.querySelector('#agenda-item .warns');
      if (mine && theirs && !mine.isEqualNode(theirs)) mine.replaceWith(d.importNode(theirs, true));
      if (!list || !old || drag || pending || old.contains(d.activeElement) || old.querySelector('details[open]')) return;
      list = d.importNode(list, true);
      list.querySelectorAll('.grip').forEach(function (g) { g.hidden = false; });
      if (!list.isEqualNode(old)) old.replaceWith(list);
    }).catch(function () {});
  }

  /* --- the picture, as typed ---------------------------------------------------------------------- */
  /* One at a time: what is typed meanwhile is drawn as soon as the one before is there, so that the
   * picture follows while somebody types and is complete a moment after the last key. */
  var picture_number = 0, picture_shown = 0, drawing = false, again = false;
  function drawn() {
    drawing = false;
    if (again) picture();
  }
  function picture() {
    var n, img = d.getElementById('stage-picture'), box, body, load;
    clearTimeout(picture_timer);
    again = drawing;
    if (drawing || !form || !img) return;
    n = ++picture_number;
    drawing = true;
    box = img.closest('.stage');
    body = new URLSearchParams();
    fields().forEach(function (f) { body.set(f.name, value(f)); });
    box.classList.add('waiting');
    post(base + '/agenda/' + d.getElementById('agenda-item').dataset.id + '/picture', body).then(function (j) {
      drawn();
      if (!j.src) { box.classList.remove('waiting'); return; }
      load = new Image();
      load.onload = function () {
        if (n < picture_shown) return;
        picture_shown = n;
        img.src = j.src;
        if (n === picture_number) box.classList.remove('waiting');
      };
      load.src = j.src;
    }, function () { box.classList.remove('waiting'); drawn(); });
  }
  d.addEventListener('input', function (e) {
    if (!form || !form.contains(e.target) || !form.dataset.edit) return;
    if (!d.getElementById('saved').classList.contains('trouble')) said('');
    later();
    clearTimeout(picture_timer);
    picture_timer = setTimeout(picture, 150);
  });
  d.addEventListener('change', function (e) {
    if (form && form.contains(e.target) && form.dataset.edit) { save(); picture(); }
  });
  d.addEventListener('submit', function (e) {
    if (e.target !== form) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    save();
  }, true);
  addEventListener('pagehide', function () {
    var body, list;
    if (!form || !form.dataset.edit) return;
    list = changed().filter(function (f) { return !f.dataset.open && f.checkValidity(); });
    if (!list.length || !navigator.sendBeacon) return;
    body = new URLSearchParams();
    list.forEach(function (f) { body.set(f.name, value(f)); });
    body.set('seen', rev);
    body.set('csrf', d.body.getAttribute('data-csrf') || '');
    navigator.sendBeacon(form.action, body);
  });
  /* What was unfolded stays so when its piece is taken anew. */
  var unfolded = {};
  function fold_key(x) { return x.closest('section').id + Array.from(x.closest('section').querySelectorAll('details')).indexOf(x); }
  d.addEventListener('toggle', function (e) {
    if (root.contains(e.target) && e.target.closest('section')) unfolded[fold_key(e.target)] = e.target.open;
  }, true);
  d.addEventListener('desk:fresh', function (e) {
    e.target.querySelectorAll('details').forEach(function (x) { if (unfolded[fold_key(x)]) x.open = true; });
    if (e.target.id === 'agenda-list') show_grips();
    if (e.target.id === 'agenda-item') take_form();
  });
  /* The desk's script leaves a piece alone while somebody types in it; what others changed in other
   * fields is brought in here, field by field. */
  d.addEventListener('desk:changed', function (e) {
    if (!form || !form.contains(d.activeElement) || e.detail.parts.split(' ').indexOf('items') < 0) return;
    self.desk.page().then(function (page) {
      var fresh = page.getElementById('item-form');
      if (!fresh || !form || +fresh.dataset.rev === rev || sending) return;
      if (changed().length) return;         /* our own saving will meet it */
      rev = +fresh.dataset.rev;
      fields().forEach(function (f) {
        var other = fresh.elements[f.name];
        if (!other || value(other) === stored[f.name] || f === d.activeElement) return;
        stored[f.name] = value(other);
        put(f, stored[f.name]);
        settle(f, stored[f.name]);
      });
    }).catch(function () {});
  });
  show_grips();
  take_form();
  follow();
}());
