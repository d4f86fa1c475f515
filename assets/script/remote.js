/* The moderator's remote: live state, steps without a reload, a running timer. Everything works
 * without it, as plain forms. */
(function () {
  'use strict';
  var main = document.querySelector('main');
  var page = location.pathname.replace(/\/$/, '');
  var source = null, last = 0, pending = null;

  function csrf() { return document.body.getAttribute('data-csrf') || ''; }

  /* Live pieces hold no session's secret: it is filled in here. */
  function fill() {
    main.querySelectorAll('input[name=csrf]').forEach(function (i) { i.value = csrf(); });
    main.querySelectorAll('input[name=from]').forEach(function (i) { i.value = page; });
    started = Date.now();
  }

  function typing() {
    var a = document.activeElement;
    return a && main.contains(a) && (a.tagName === 'INPUT' || a.tagName === 'TEXTAREA');
  }

  function place(html) {
    var focus = document.activeElement;
    var name = focus && main.contains(focus) && focus.name ? focus.name + '=' + focus.value : '';
    main.innerHTML = html;
    fill();
    if (name) {
      main.querySelectorAll('button').forEach(function (b) {
        if (b.name + '=' + b.value === name && !b.disabled) b.focus();
      });
    }
  }

  function show(state) {
    var html = page === '/m' ? state.main : page === '/m/cards' ? state.cards : null;
    if (html === null) return;
    if (typing()) { pending = state; return; }
    pending = null;
    place(html);
  }

  function say(text) {
    var p = main.querySelector('p.said') || document.createElement('p');
    p.className = 'notice said';
    p.setAttribute('role', 'alert');
    p.textContent = text;
    main.insertBefore(p, main.firstChild);
  }

  function connect() {
    if (source) source.close();
    if (page !== '/m' && page !== '/m/cards') return;
    source = new EventSource('/m/live');
    last = Date.now();
    source.addEventListener('remote', function (e) { last = Date.now(); show(JSON.parse(e.data)); });
    source.addEventListener('ping', function () { last = Date.now(); });
    source.onopen = function () { last = Date.now(); document.body.classList.remove('lost'); };
    source.onerror = function () { document.body.classList.add('lost'); };
  }

  document.addEventListener('submit', function (e) {
    var form = e.target, button = e.submitter, body;
    if (!window.fetch || form.getAttribute('action') !== '/m/step') return;
    if (page !== '/m' && page !== '/m/cards') return;
    e.preventDefault();
    body = new URLSearchParams(new FormData(form));
    if (button && button.name) body.set(button.name, button.value);
    if (document.activeElement && document.activeElement.blur && typing()) document.activeElement.blur();
    fetch('/m/step', { method: 'POST', body: body, headers: { Accept: 'application/json' } })
      .then(function (r) { return r.json(); })
      .then(function (r) { if (r.sentence) say(r.sentence); if (pending) show(pending); })
      .catch(function () { say(document.body.getAttribute('data-lost') || ''); });
  });
  document.addEventListener('focusout', function () {
    setTimeout(function () { if (pending) show(pending); }, 200);
  });

  var started = Date.now();
  setInterval(function () {
    var span = main.querySelector('[data-left]'), left, s;
    if (!span || span.getAttribute('data-running') !== 'true') return;
    left = Number(span.getAttribute('data-left')) - (Date.now() - started);
    s = left >= 0 ? Math.ceil(left / 1000) : Math.floor(-left / 1000);
    span.textContent = span.textContent.replace(/\u2212?\d+:\d\d/,
      (left < 0 && s ? '\u2212' : '') + Math.floor(s / 60) + ':' + ('0' + s % 60).slice(-2));
  }, 500);

  ['pageshow', 'online'].forEach(function (n) { window.addEventListener(n, connect); });
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState === 'visible') connect();
  });
  fill();
  connect();
}());
