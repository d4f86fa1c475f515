/* Phones: follows the session, keeps drafts, sends again until the server has stored. Everything
 * works without it, as plain forms; no input is lost with it. */
(function () {
  'use strict';
  var d = document, now = d.getElementById('now'), words = d.getElementById('words');
  var csrf = d.body.getAttribute('data-csrf') || '';
  function field(f, name) { return f.querySelector('[name=' + name + ']'); }  /* f.elements.item is a method */
  function $(id) { return d.getElementById(id); }
  function word(name, time) { return (words.getAttribute('data-' + name) || '').replace('{time}', time); }

  /* --- small things every page has ------------------------------------------------------- */
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
  var list = $('organisation'), other = $('other');
  if (list && other) {
    var show = function () { other.hidden = list.value !== 'other'; };
    list.addEventListener('change', show);
    show();
  }
  if (!now) return;

  /* --- what is known ----------------------------------------------------------------------- */
  var seed = +now.getAttribute('data-seed'), key = now.getAttribute('data-key');
  var state = now.getAttribute('data-state'), version = +now.getAttribute('data-version');
  var fresh = {}, shownAt = Date.now(), shownHtml = '';
  if (state === 'prepared') fresh[key] = 1;

  function name(what) { return 'punktum:' + now.getAttribute('data-code') + ':' + seed + ':' + key + ':' + what; }
  function load(what) { try { return JSON.parse(localStorage.getItem(name(what))); } catch (e) { return null; } }
  function keep(what, value) {
    try {
      if (value === null) localStorage.removeItem(name(what));
      else localStorage.setItem(name(what), JSON.stringify(value));
    } catch (e) { /* private mode: the field itself still holds it */ }
  }
  function nonce() {
    var r = crypto.getRandomValues(new Uint32Array(2));
    return (r[0] & 0x1fffff) * 4294967296 + r[1] + 1;
  }
  function say(text, how) {
    var p = $('said');
    if (!p) { line(text); return; }
    if (p.textContent !== text) p.textContent = text;
    p.className = 'said' + (how ? ' ' + how : '');
  }
  function line(text) {
    var p = $('line');
    p.hidden = !text;
    if (p.textContent !== text) p.textContent = text;
  }

  /* --- sending: the same nonce until the server has answered -------------------------------- */
  function send(path, fields, done) {
    var stop = self.AbortController ? new AbortController() : null;
    var timer = setTimeout(function () { if (stop) stop.abort(); }, 12000);
    fields.csrf = csrf;
    fetch(path, { method: 'POST', body: new URLSearchParams(fields), credentials: 'same-origin',
      headers: { Accept: 'application/json' }, signal: stop ? stop.signal : undefined })
      .then(function (r) { return r.json().then(function (j) { j.status = r.status; return j; }); })
      .then(function (j) { clearTimeout(timer); line(''); done(j); },
            function () { clearTimeout(timer); done({ status: 0 }); });
  }
  function transient(j) { return j.status === 0 || j.status === 429 || j.status >= 500; }
  function wait(tries) { return Math.min(20000, 900 * Math.pow(1.7, tries)) * (0.5 + Math.random()); }

  /* --- the card ------------------------------------------------------------------------------ */
  var card = { busy: false, tries: 0 };
  function cardNow() {
    var t = $('text'), f = $('card'), p = load('send');
    if (card.busy || (!p && (!f || !t))) return;
    if (!p) {
      if (!t.value.trim()) return;
      if (length(t.value) > (+t.getAttribute('data-max') || 140)) { say(word('toolong'), 'bad'); return; }
      p = { text: t.value, item: field(f, 'item').value, run: field(f, 'run').value, nonce: nonce() };
      keep('send', p);
    }
    if (t) { t.value = p.text; t.readOnly = true; }
    card.busy = true;
    send('/card', { text: p.text, item: p.item, run: p.run, nonce: p.nonce }, cardDone);
  }
  function cardDone(j) {
    var t = $('text');
    card.busy = false;
    if (transient(j)) {
      say(j.status === 429 ? j.sentence : word('again'), 'bad');
      setTimeout(cardNow, wait(card.tries++));
      return;
    }
    card.tries = 0;
    keep('send', null);
    if (t) t.readOnly = false;
    if (j.ok) { keep('text', null); if (t) t.value = ''; }
    if (j.state) apply(j.state, true);
    if (j.ok) say(j.result === 'late' ? j.sentence : word('saved', j.saved), 'good');
    else say(j.sentence, 'bad');
  }

  /* --- dots ------------------------------------------------------------------------------------ */
  var vote = { busy: false, dirty: false, tries: 0, nonce: 0, timer: 0 };
  function stir(h) {
    h = Math.imul(h ^ h >>> 16, 0x85EBCA6B);
    h = Math.imul(h ^ h >>> 13, 0xC2B2AE35);
    return (h ^ h >>> 16) >>> 0;
  }
  function order(option) {           /* kiosk/phone/order.c has the same */
    var h = stir(seed % 4294967296 ^ 0x9E3779B9);
    h = stir(h ^ Math.floor(option / 4294967296));
    return stir(h ^ option % 4294967296);
  }
  function shuffle() {
    var ul = now.querySelector('#ballot .options');
    if (!ul) return;
    Array.from(ul.children).map(function (li, i) { return [order(+li.getAttribute('data-id')), i, li]; })
      .sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; })
      .forEach(function (x) { ul.appendChild(x[2]); });
  }
  function points() {
    var all = {};
    now.querySelectorAll('#ballot .option').forEach(function (li) {
      all[li.getAttribute('data-id')] = +li.querySelector('input').value;
    });
    return all;
  }
  function draw() {
    var f = $('ballot');
    if (!f) return;
    var max = +f.getAttribute('data-dots'), per = +f.getAttribute('data-per') || max, given = 0;
    var rows = f.querySelectorAll('.option');
    rows.forEach(function (li) { given += +li.querySelector('input').value; });
    rows.forEach(function (li) {
      var n = +li.querySelector('input').value, box = li.querySelector('.shown'), i, dot;
      li.querySelector('[name=minus]').disabled = n === 0;
      li.querySelector('[name=plus]').disabled = given >= max || n >= per;
      li.querySelector('.said').textContent = word(n === 1 ? 'one' : 'many').replace('{n}', n);
      box.textContent = '';
      for (i = 0; i < (n > 5 ? 1 : n); i++) {
        dot = d.createElement('i');
        dot.className = 'dot';
        box.appendChild(dot);
      }
      if (n > 5) box.appendChild(d.createTextNode(n));
    });
    f.querySelectorAll('.pip').forEach(function (p, i) { p.classList.toggle('full', i < max - given); });
    var left = $('left'), text = left.getAttribute('data-pattern').replace('{n}', Math.max(0, max - given)).replace('{of}', max);
    if (left.textContent !== text) left.textContent = text;
  }
  function press(button) {
    var li = button.closest('.option'), input = li.querySelector('input'), f = $('ballot');
    var n = +input.value + (button.name === 'plus' ? 1 : -1);
    if (n < 0) return;
    input.value = n;
    if (vote.nonce) field(f, 'revision').value = +field(f, 'revision').value + 1;
    vote.nonce = nonce();
    vote.dirty = true;
    keep('ballot', { dots: points(), revision: +field(f, 'revision').value, nonce: vote.nonce });
    draw();
    if (button.disabled) li.querySelector('button:not(:disabled)').focus();
    say('', '');
    clearTimeout(vote.timer);
    vote.timer = setTimeout(voteNow, 300);
  }
  function voteNow() {
    var f = $('ballot'), fields, all, sent;
    clearTimeout(vote.timer);
    if (vote.busy || !vote.dirty || !f) return;
    if (!vote.nonce) vote.nonce = nonce();
    sent = vote.nonce;
    fields = { item: field(f, 'item').value, run: field(f, 'run').value, nonce: sent,
      revision: field(f, 'revision').value };
    all = points();
    Object.keys(all).forEach(function (id) { fields['dot.' + id] = all[id]; });
    vote.busy = true;
    send('/ballot', fields, function (j) { voteDone(j, sent); });
  }
  function voteDone(j, sent) {
    var f = $('ballot');
    vote.busy = false;
    if (transient(j) || j.result === 'not_open') {
      say(j.status && j.sentence || word('again'), 'bad');
      if (j.result !== 'not_open') vote.timer = setTimeout(voteNow, wait(vote.tries++));
      return;
    }
    vote.tries = 0;
    if (j.ok) {
      if (f && +field(f, 'revision').value <= j.revision) field(f, 'revision').value = j.revision + 1;
      if (vote.nonce !== sent) { voteNow(); return; }
      vote.dirty = false;
      vote.nonce = 0;
      keep('ballot', null);
      keep('mine', { dots: points(), revision: j.revision + 1 });
      say(word('saved', j.saved), 'good');
      return;
    }
    vote.dirty = false;
    vote.nonce = 0;
    if (j.result === 'over') keep('late', load('ballot'));
    keep('ballot', null);
    if (j.state) apply(j.state, true);
    if (j.result === 'over') line(j.sentence); else say(j.sentence, 'bad');
  }

  /* --- after the page or a part of it is new --------------------------------------------------- */
  function settle(empty) {
    var t = $('text'), f = $('ballot'), p;
    now.querySelectorAll('input[name=csrf]').forEach(function (i) { i.value = csrf; });
    now.querySelectorAll('input[name=nonce]').forEach(function (i) { if (!i.value) i.value = nonce(); });
    if (t && !t.value) {
      p = load('send') || (load('text') ? { text: load('text') } : null);
      if (p) t.value = p.text;
      if (p && !p.nonce) say(word('draft'));
    }
    count();
    if (f && !vote.dirty) {
      p = load('ballot') || (empty ? load('mine') : null);
      if (p) {
        f.querySelectorAll('.option').forEach(function (li) {
          li.querySelector('input').value = p.dots[li.getAttribute('data-id')] || 0;
        });
        field(f, 'revision').value = Math.max(p.revision, +field(f, 'revision').value);
        vote.nonce = p.nonce || 0;
        vote.dirty = !!p.nonce;
      }
    }
    if (state === 'closed' || state === 'revealed') {
      keep('mine', null);
      if (load('late') || load('ballot') || load('text')) line(word('late'));
    }
    draw();
    if (state === 'open' || state === 'closing') {
      if (vote.dirty) voteNow();
      if (load('send') || state === 'closing') cardNow();
    }
  }
  function slots(root) {
    var found = {};
    Array.from(root.children).forEach(function (n) {
      var own = n.getAttribute('data-own');
      if (own) found[own] = n;
    });
    return found;
  }
  /* New content around what is the phone's own: kept nodes do not move, so typing goes on. */
  function swap(html, held) {
    var t = d.createElement('template'), have, ref;
    t.innerHTML = html;
    have = slots(t.content);
    Object.keys(held).forEach(function (k) { if (!have[k]) delete held[k]; });
    Array.from(now.childNodes).forEach(function (n) {
      var own = n.getAttribute && n.getAttribute('data-own');
      if (!own || held[own] !== n) now.removeChild(n);
    });
    ref = now.firstChild;
    Array.from(t.content.childNodes).forEach(function (n) {
      var own = n.getAttribute && n.getAttribute('data-own');
      if (own && held[own]) ref = held[own].nextSibling;
      else now.insertBefore(n, ref);
    });
    return have;
  }
  function held(personal, force) {
    var all = slots(now), out = {}, t = $('text');
    if (!personal) return all;
    if (force) return out;
    if (all.card && t && (t.value || t === d.activeElement)) { out.card = all.card; if (all.send) out.send = all.send; }
    if (all.ballot && vote.dirty) { out.ballot = all.ballot; if (all.done) out.done = all.done; }
    return out;
  }
  function apply(e, force, asked) {
    if (e.gone) { gone(); return; }
    if (!force && !asked && e.version < version) { if (e.personal) poll(); return; }
    var same = e.key === key, before = same ? slots(now) : {}, have, kept;
    var html = e.html.replace(/name="nonce" value="\d*"/g, ''), p = $('said');
    var said = same && p && p.textContent ? [p.textContent, p.className] : null;
    shownAt = Date.now();
    if (!force && same && html === shownHtml) { version = e.version; return; }
    if (!same) { vote = { busy: false, dirty: false, tries: 0, nonce: 0, timer: 0 }; card = { busy: false, tries: 0 }; }
    version = e.version;
    key = e.key;
    state = e.state;
    shownHtml = html;
    if (state === 'prepared') fresh[key] = 1;
    kept = same ? held(e.personal, force) : {};
    var old = d.querySelector('body > .notice');
    if (old && (!same || now.getAttribute('data-state') !== state)) old.remove();
    have = swap(e.html, kept);
    now.setAttribute('data-key', key);
    now.setAttribute('data-state', state);
    var head = now.querySelector('h1');
    var title = head && head.textContent.replace(/\u00AD/g, '');
    if (head && d.title !== title) d.title = $('news').textContent = title;
    if (!same) scrollTo(0, 0);
    p = $('said');
    if (p && said) { p.textContent = said[0]; p.className = said[1]; }
    if (!kept.ballot) vote.dirty = false;    /* what is pending comes back from the store */
    if (!e.personal) {
      if (have.ballot && !before.ballot) shuffle();
      /* slots that may hold something stored earlier: ask for it, not all at once */
      if (Object.keys(have).some(function (k) { return !before[k] && k !== 'who'; }) &&
          !(fresh[key] && (state === 'open' || state === 'prepared')))
        setTimeout(poll, Math.random() * 1500);
    }
    settle(!e.personal && !before.ballot);
  }

  /* --- the line to the server -------------------------------------------------------------------- */
  var source = null, heard = Date.now(), etag = '', over = false, lost = 0;
  function gone() {
    over = true;
    if (source) source.close();
    line(word('gone'));
  }
  function contact() { heard = Date.now(); if (source && source.readyState === 1) lost = 0; if ($('line').textContent === word('lost')) line(''); }
  function connect() {
    if (over) return;
    if (source) source.close();
    source = self.EventSource ? new EventSource('/live') : null;
    if (!source) return;
    source.onmessage = function (m) { contact(); apply(JSON.parse(m.data)); };
    source.addEventListener('own', source.onmessage);
    source.onopen = contact;
    source.addEventListener('ping', contact);
    source.onerror = function () {
      if (++lost > 1) line(word('lost'));
      if (source.readyState === 2) setTimeout(connect, (1000 + Math.random() * 4000) * Math.min(6, lost));
    };
  }
  function poll() {
    if (over) return;
    var asked = version;
    fetch('/state', { credentials: 'same-origin', headers: { Accept: 'application/json', 'If-None-Match': etag } })
      .then(function (r) {
        contact();
        if (r.status === 401) gone();
        if (r.status !== 200) return;
        etag = r.headers.get('ETag') || '';
        return r.json().then(function (e) { if (e.version >= version || asked === version) apply(e, false, true); });
      }).catch(function () { line(word('lost')); });
  }
  /* A dead line says nothing on some phones: after 30 s of silence start again. Without a line ask
   * every few seconds instead. */
  setInterval(function () {
    var live = source && source.readyState === 1;
    if (over || d.hidden || Date.now() - heard < (live ? 30000 : 4000 + Math.random() * 3000)) return;
    heard = Date.now();
    if (live) connect();
    poll();
  }, 2000);
  function back() { if (!d.hidden) { connect(); if (vote.dirty) voteNow(); if (load('send')) cardNow(); } }
  d.addEventListener('visibilitychange', back);
  self.addEventListener('pageshow', function (e) { if (e.persisted) back(); });
  self.addEventListener('online', back);

  /* --- time left: counted here, corrected with every event --------------------------------------- */
  setInterval(function () {
    var c = now.querySelector('.clock[data-running]'), s, text;
    if (!c) return;
    s = Math.ceil((+c.getAttribute('data-left') - (Date.now() - shownAt)) / 1000);
    text = s > 0 ? word('left', Math.floor(s / 60) + ':' + ('0' + s % 60).slice(-2)) : word('over');
    if (c.textContent !== text) c.textContent = text;
  }, 500);

  /* --- hands ------------------------------------------------------------------------------------ */
  now.addEventListener('input', function (e) {
    if (e.target.id !== 'text') return;
    keep('text', e.target.value || null);
    count();
  });
  now.addEventListener('click', function (e) {
    var b = e.target.closest('.round');
    if (b && b.closest('#ballot')) { e.preventDefault(); press(b); }
  });
  now.addEventListener('submit', function (e) {
    if (e.target.id === 'card') { e.preventDefault(); cardNow(); }
    if (e.target.id === 'ballot') { e.preventDefault(); vote.dirty = true; voteNow(); }
  });
  settle();
  connect();
}());
