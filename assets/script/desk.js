/* The desk: pieces of a page that follow the event. Everything works without it. A piece is an
 * element with an id and data-parts="items people ...": when one of these parts changed on the
 * server, the page is fetched again and the piece taken from it - never while somebody types in it
 * or has changed a field there. What the rooms' scripts need of it stands in self.desk. */
(function () {
  'use strict';
  var d = document, base = d.body.getAttribute('data-event'), line = d.getElementById('line');
  var owed = {}, busy = false, timer = 0;

  function dirty(piece) {
    var fields = piece.querySelectorAll('input, textarea, select'), i, f;
    if (piece.contains(d.activeElement) && /^(INPUT|TEXTAREA|SELECT)$/.test(d.activeElement.tagName)) return true;
    for (i = 0; i < fields.length; i++) {
      f = fields[i];
      if (f.type === 'checkbox' || f.type === 'radio') { if (f.checked !== f.defaultChecked) return true; }
      else if (f.tagName === 'SELECT') {
        if (Array.from(f.options).some(function (o) { return o.selected !== o.defaultSelected && f.querySelector('option[selected]'); })) return true;
      } else if (f.type === 'file') { if (f.value) return true; }
      else if (f.type !== 'hidden' && f.value !== f.defaultValue) return true;
    }
    return false;
  }
  /* A button that has the focus gets it back after its piece was replaced. */
  function focusKey(piece) {
    var a = d.activeElement;
    if (!a || !piece.contains(a)) return null;
    if (a.id) return '#' + CSS.escape(a.id);
    if (a.getAttribute('href')) return 'a[href="' + CSS.escape(a.getAttribute('href')) + '"]';
    var form = a.closest('form'), key = form && form.id ? '#' + CSS.escape(form.id) + ' ' : '';
    return a.name ? key + '[name="' + CSS.escape(a.name) + '"][value="' + CSS.escape(a.value) + '"]' : null;
  }
  function swap(piece, fresh) {
    var key = focusKey(piece), next;
    if (piece.isEqualNode(fresh)) return;
    piece.replaceWith(fresh);
    next = key && fresh.querySelector(key);
    if (next) next.focus({ preventScroll: true });
    fresh.dispatchEvent(new CustomEvent('desk:fresh', { bubbles: true }));
  }
  function wants(piece, parts) {
    return piece.getAttribute('data-parts').split(' ').some(function (p) { return parts[p]; });
  }
  /* A page as the server has it now (to: this one, if left out), as a document. */
  function page_now(to) {
    return fetch(to || location.href, { credentials: 'same-origin', headers: { Accept: 'text/html' } })
      .then(function (r) { if (!r.ok || r.redirected) throw r; return r.text(); })
      .then(function (text) { return new DOMParser().parseFromString(text, 'text/html'); });
  }
  function take(page, parts) {
    var left = {};
    d.querySelectorAll('[data-parts][id]').forEach(function (piece) {
      var fresh = page.getElementById(piece.id);
      if (!wants(piece, parts)) return;
      if (dirty(piece)) piece.getAttribute('data-parts').split(' ').forEach(function (p) { if (parts[p]) left[p] = 1; });
      else if (fresh) swap(piece, d.importNode(fresh, true));
    });
    Object.keys(left).forEach(function (p) { owed[p] = 1; });
  }
  function refresh() {
    var parts = owed, pieces = d.querySelectorAll('[data-parts][id]');
    timer = 0;
    if (busy) { later(200); return; }
    if (!Array.from(pieces).some(function (p) { return wants(p, parts); })) { owed = {}; return; }
    owed = {};
    busy = true;
    page_now().then(function (page) { busy = false; take(page, parts); },
            function () { busy = false; Object.keys(parts).forEach(function (p) { owed[p] = 1; }); later(2000); });
  }
  function later(ms) { if (!timer) timer = setTimeout(refresh, ms); }
  d.addEventListener('focusout', function () { if (Object.keys(owed).length) later(300); });

  /* --- for the rooms' scripts ------------------------------------------------------------------- */
  self.desk = {
    page: page_now,
    /* Pieces of this page from a newer one, whatever somebody does in them. */
    put: function (page, ids) {
      ids.forEach(function (id) {
        var piece = d.getElementById(id), fresh = page.getElementById(id);
        if (piece && fresh) swap(piece, d.importNode(fresh, true));
      });
    },
    /* A form's fields (URLSearchParams) to the server; the answer is JSON unless accept says else. */
    post: function (url, body, accept) {
      body.set('csrf', d.body.getAttribute('data-csrf') || '');
      return fetch(url, { method: 'POST', body: body, credentials: 'same-origin', headers: { Accept: accept || 'application/json' } });
    }
  };

  /* --- the line to the server ------------------------------------------------------------------ */
  var version = +d.body.getAttribute('data-version') || 0, source = null, heard = 0;
  function say(text) {
    if (!line) return;
    line.hidden = !text;
    if (line.textContent !== text) line.textContent = text;
  }
  function open() {
    if (source) source.close();
    heard = Date.now();
    source = new EventSource(base + '/live');
    source.addEventListener('changed', function (e) {
      var j = JSON.parse(e.data), changed, pill = d.getElementById('stage-state');
      heard = Date.now();
      say('');
      changed = Object.keys(j.parts).filter(function (p) { return j.parts[p] > version; });
      if (pill && pill.classList.contains('on') !== j.stage > 0) changed.push('stage');
      version = Math.max(version, j.version);
      changed.forEach(function (p) { owed[p] = 1; });
      if (changed.length) {
        d.dispatchEvent(new CustomEvent('desk:changed', { detail: { version: version, parts: changed.join(' ') } }));
        later(30);
      }
    });
    source.addEventListener('ping', function () { heard = Date.now(); say(''); });
    source.onerror = function () { say(d.body.getAttribute('data-lost') || ''); };
  }
  if (base && self.EventSource) {
    open();
    setInterval(function () { if (Date.now() - heard > 30000) open(); }, 5000);
    addEventListener('pagehide', function () { if (source) source.close(); });
    addEventListener('pageshow', function (e) { if (e.persisted) open(); });
  }

  /* The room one is in stands in sight where the bar is narrower than its words. */
  d.querySelectorAll('.rooms a[aria-current]').forEach(function (a) {
    var bar = a.parentNode;
    if (bar.scrollWidth > bar.clientWidth) bar.scrollLeft = a.offsetLeft - (bar.clientWidth - a.offsetWidth) / 2;
  });

  /* --- small things ------------------------------------------------------------------------------ */
  d.addEventListener('click', function (e) {      /* menus close when one clicks elsewhere */
    d.querySelectorAll('details.menu[open]').forEach(function (m) { if (!m.contains(e.target)) m.open = false; });
  });
  d.addEventListener('keydown', function (e) {
    if (e.key !== 'Escape') return;
    d.querySelectorAll('details.menu[open]').forEach(function (m) { m.open = false; m.querySelector('summary').focus(); });
  });
  d.addEventListener('submit', function (e) {     /* a form goes off once */
    var f = e.target;
    if (f.method !== 'post' || e.defaultPrevented) return;
    if (f.dataset.sent) { e.preventDefault(); return; }
    f.dataset.sent = '1';
    setTimeout(function () { delete f.dataset.sent; }, 4000);
  });
})();
