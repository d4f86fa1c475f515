/* A shared tablet: follows whose turn it is, sends dots as they are given, makes room by itself. It
 * keeps nothing: no drafts, no storage. Everything works without it, as plain forms. */
(function () {
  'use strict';
  var d = document, box = d.getElementById('tablet');
  if (!box) return;
  var step = box.getAttribute('data-step'), turn = box.getAttribute('data-turn');
  var key = box.getAttribute('data-key'), state = box.getAttribute('data-state');
  var shownAt = Date.now(), active = true, leaving = false;
  function $(id) { return d.getElementById(id); }
  function field(f, name) { return f.querySelector('[name=' + name + ']'); }
  function word(name, time) { return (box.getAttribute('data-' + name) || '').replace('{time}', time); }
  function fresh() { if (!leaving) { leaving = true; location.replace('/tablet'); } }

  /* Browsers keep pages to go back to: of this one nothing stays. */
  addEventListener('pagehide', function () { var m = $('main'); if (m) m.textContent = ''; });
  addEventListener('pageshow', function (e) { if (e.persisted) fresh(); });

  /* --- the scanner types into whatever has the focus --------------------------------------- */
  var code = $('code');
  if (code) {
    var home = function () { if (!d.hidden && d.activeElement === d.body) code.focus(); };
    setInterval(home, 1500);
    code.focus();
  }

  /* --- a card ------------------------------------------------------------------------------- */
  function length(text) {
    var t = text.normalize('NFC').replace(/\s+/g, ' ').trim();
    if (self.Intl && Intl.Segmenter) return Array.from(new Intl.Segmenter().segment(t)).length;
    return Array.from(t).length;
  }
  function count() {
    var t = $('text'), c = $('count'), max, n;
    if (!t || !c) return;
    max = +t.getAttribute('data-max') || 140;
    n = length(t.value);
    c.hidden = n < max * 0.7;
    c.textContent = n + ' / ' + max;
    c.classList.toggle('over', n > max);
  }
  count();

  /* --- dots: each change is sent whole, with a greater revision ------------------------------- */
  var ballot = $('ballot'), vote = { busy: false, dirty: false, timer: 0, tries: 0 };
  function nonce() {
    var r = crypto.getRandomValues(new Uint32Array(2));
    return (r[0] & 0x1fffff) * 4294967296 + r[1] + 1;
  }
  function say(text, how) {
    var p = $('said');
    if (!p) return;
    if (p.textContent !== text) p.textContent = text;
    p.className = 'said' + (how ? ' ' + how : '');
  }
  function draw() {
    var max = +ballot.getAttribute('data-dots'), per = +ballot.getAttribute('data-per') || max, given = 0;
    var rows = ballot.querySelectorAll('.option');
    rows.forEach(function (li) { given += +li.querySelector('input').value; });
    rows.forEach(function (li) {
      var n = +li.querySelector('input').value, shown = li.querySelector('.shown'), i, dot;
      li.querySelector('[name=minus]').disabled = n === 0;
      li.querySelector('[name=plus]').disabled = given >= max || n >= per;
      li.querySelector('.said').textContent = word(n === 1 ? 'one' : 'many').replace('{n}', n);
      shown.textContent = '';
      for (i = 0; i < (n > 5 ? 1 : n); i++) {
        dot = d.createElement('i');
        dot.className = 'dot';
        shown.appendChild(dot);
      }
      if (n > 5) shown.appendChild(d.createTextNode(n));
    });
    ballot.querySelectorAll('.pip').forEach(function (p, i) { p.classList.toggle('full', i < max - given); });
    var left = $('left');
    left.textContent = left.getAttribute('data-pattern').replace('{n}', Math.max(0, max - given)).replace('{of}', max);
  }
  function next() {                  /* the form as it will be sent: a form of its own each time */
    field(ballot, 'revision').value = +field(ballot, 'revision').value + 1;
    field(ballot, 'nonce').value = nonce();
  }
  function press(button) {
    var li = button.closest('.option'), input = li.querySelector('input');
    var n = +input.value + (button.name === 'plus' ? 1 : -1);
    if (n < 0) return;
    input.value = n;
    vote.dirty = true;
    draw();
    if (button.disabled) li.querySelector('button:not(:disabled)').focus();
    say('', '');
    clearTimeout(vote.timer);
    vote.timer = setTimeout(send, 300);
  }
  function send() {
    clearTimeout(vote.timer);
    if (vote.busy || !vote.dirty || leaving) return;
    var body = new URLSearchParams(new FormData(ballot)), stop = new AbortController();
    var timer = setTimeout(function () { stop.abort(); }, 12000);
    vote.busy = true;
    vote.dirty = false;
    next();
    fetch('/tablet/ballot', { method: 'POST', body: body, credentials: 'same-origin',
      headers: { Accept: 'application/json' }, signal: stop.signal })
      .then(function (r) { return r.json(); }).catch(function () { return { result: 'lost' }; })
      .then(function (j) {
        clearTimeout(timer);
        vote.busy = false;
        if (j.ok) {
          vote.tries = 0;
          if (vote.dirty) send(); else say(word('saved', j.saved), 'good');
        } else if (j.result === 'lost' || j.result === 'busy' || j.result === 'disk' || j.result === 'closed' || j.result === 'limit') {
          vote.dirty = true;
          say(word('again'), 'bad');
          vote.timer = setTimeout(send, Math.min(15000, 900 * Math.pow(1.7, vote.tries++)));
        } else {
          fresh();                   /* the page says why */
        }
      });
  }
  if (ballot) draw();

  /* --- hands ---------------------------------------------------------------------------------- */
  ['input', 'click', 'keydown', 'touchstart', 'scroll'].forEach(function (kind) {
    d.addEventListener(kind, function () { active = true; }, { passive: true, capture: true });
  });
  d.addEventListener('input', function (e) { if (e.target.id === 'text') count(); });
  d.addEventListener('click', function (e) {
    var b = e.target.closest('.round');
    if (ballot && b && ballot.contains(b)) { e.preventDefault(); press(b); }
  });
  d.addEventListener('submit', function () { leaving = true; clearTimeout(vote.timer); });

  /* --- whose turn, and what is on ----------------------------------------------------------------- */
  function typed() {
    var t = $('text') || code;
    return t && t.value.trim() && t.value !== t.defaultValue;
  }
  function look() {
    if (leaving || d.hidden) return;
    var path = active ? '/tablet/state' : '/tablet/state?idle=1';
    active = false;
    fetch(path, { credentials: 'same-origin', headers: { Accept: 'application/json' } })
      .then(function (r) { return r.ok ? r.json() : null; })
      .then(function (s) {
        if (!s || leaving) return;
        var still = $('still');
        if (s.step !== step || String(s.turn) !== turn) { fresh(); return; }
        if (still) still.hidden = s.left_ms > 40000;
        if (String(s.tablet_key) === key && s.tablet_state === state) return;
        if (s.tablet_state === 'closing') {            /* what is typed goes at once */
          state = s.tablet_state;
          var card = $('card');
          if (card && typed()) card.requestSubmit();
          send();
        } else if (step === 'on' && typed()) {
          return;                                      /* sending says what became of it */
        } else if (step === 'on' || step === 'start' && !typed()) {
          fresh();
        }
      }).catch(function () { /* no connection: asked again */ });
  }
  setInterval(look, 3000);
  var ends = +box.getAttribute('data-ends');
  if (ends) setTimeout(fresh, ends + 200);
  if ($('still')) $('still').querySelector('button').addEventListener('click', function () {
    active = true;
    $('still').hidden = true;
    look();
  });
  setInterval(function () {
    var c = box.querySelector('.clock[data-running]'), s;
    if (!c) return;
    s = Math.ceil((+c.getAttribute('data-left') - (Date.now() - shownAt)) / 1000);
    c.textContent = s > 0 ? word('left', Math.floor(s / 60) + ':' + ('0' + s % 60).slice(-2)) : word('over');
  }, 500);
}());
