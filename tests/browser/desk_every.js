/* Proves that every page of the desk is fit to be used, in German and in English, wide and narrow:
 * axe finds nothing, nothing is wider than the screen, headings go in order, what is touched on a
 * phone is large enough, and no word of the other language stands on a page: each text of a page is
 * looked up in the catalogue. The event is a whole day with 80 people; the pages of an event without
 * anything are looked at too. With a folder as argument the pictures of all pages go there:
 *   node desk_every.js [DIR [SIZES [de,en [light|dark]]]]         SIZES such as 1440x960,390x844
 * ONLY=PATTERN in the environment looks at some pages only. */
'use strict';
const fs = require('fs');
const path = require('path');
const { serve, launch, organiser } = require('./hall');

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const ROOT = path.join(__dirname, '..', '..');
const FIXTURES = path.join(ROOT, 'tests', 'import');
const [DIR, SIZES, TONGUES, SCHEME] = process.argv.slice(2);
const sizes = (SIZES || '1440x960,320x700').split(',').map((s) => s.split('x').map(Number));
const tongues = (TONGUES || 'de,en').split(',');
let passed = 0, failed = 0;

function check(good, what) {
  if (good) { passed++; return; }
  failed++;
  console.log('FAILED ' + what);
}

const press = (page, selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);
/* What has to be done before a page is there: name, path, and the hand's way on from it. */
const PAGES = [
  ['events', '/'],
  ['events-menu', '/', (p) => p.click('.event-list details summary')],
  ['accounts', '/accounts'],
  ['accounts-menu', '/accounts', (p) => p.click('td.acts details summary')],
  ['password', '/password'],
  ['link', 'link'],
  ['overview', 'overview'],
  ['agenda', 'agenda'],
  ['agenda-add', 'agenda', (p) => p.click('details.adding summary')],
  ['agenda-dots', 'agenda/5', (p) => p.$$eval('details.more', (l) => l.forEach((m) => {
    m.open = true;
  }))],
  ['agenda-visions', 'agenda/4'],
  ['programme', 'agenda/programme'],
  ['script', 'agenda/script'],
  ['run', 'agenda/run'],
  ['rehearsal', 'rehearsal'],
  ['people', 'people'],
  ['people-none', 'people?q=xyzxyz'],
  ['person', 'people/3'],
  ['person-new', 'people/new'],
  ['lists', 'people/lists'],
  ['import', 'people/import'],
  ['import-preview', 'people/import', async (p) => {
    await p.setInputFiles('#file', path.join(FIXTURES, 'errors.csv'));
    await press(p, 'main button.primary');
  }],
  ['checkin', 'checkin'],
  ['checkin-good', 'checkin?p=3&r=i'],
  ['checkin-again', 'checkin?p=3&r=a'],
  ['checkin-chosen', 'checkin?p=4&r=s'],
  ['checkin-unknown', 'checkin', async (p) => {
    await p.fill('#q', '00000000');
    await p.press('#q', 'Enter');
    await p.waitForSelector('.result.unknown');
  }],
  ['walkin', 'checkin/new'],
  ['cards', 'cards'],
  ['results', 'results'],
  ['hands', 'hands'],
  ['log', 'log'],
  ['enter', 'enter'],
  ['enter-person', 'enter?p=3'],
  ['paper', 'paper'],
  ['paper-text', 'paper/text/foreword'],
  ['paper-item', 'paper/text/item-5'],
  ['voices', 'paper/voices'],
  ['tables', 'paper/tables'],
  ['table', 'paper/tables?id=1'],
  ['pictures', 'paper/pictures'],
  ['print', 'print'],
  ['settings', 'settings'],
  ['privacy', 'privacy'],
  ['missing', '/no/such/page'],
  ['missing-here', 'people/99999'],
  ['closed-event', '/e/ZZZZ/agenda'],
];
const EMPTY = ['overview', 'agenda', 'agenda/programme', 'agenda/script', 'agenda/run',
  'rehearsal', 'people',
  'people/lists', 'people/import', 'checkin', 'cards', 'results', 'hands', 'log', 'enter', 'paper',
  'paper/voices', 'paper/tables', 'paper/pictures', 'print', 'settings', 'privacy', 'link'];
const NOTHING = { title: 'Erste Konferenz', language: 'de', start: '2026-11-07T09:00',
  agenda: [{ kind: 'arrival', title: 'Ankommen', minutes: 30 }] };

/* Words whose translation differs: what stands on a page in the other language was forgotten. */
function catalogue() {
  const pairs = [], text = fs.readFileSync(path.join(ROOT, 'assets/lang/de.po'), 'utf8');
  for (const block of text.split(/\n\n/)) {
    const value = (key) => {
      const m = new RegExp('^' + key + ' ((?:".*"\\n?)+)', 'm').exec(block);
      return m ? m[1].split('\n').filter(Boolean).map((l) => JSON.parse(l)).join('') : '';
    };
    if (value('msgid') && value('msgstr') && value('msgid') !== value('msgstr'))
      pairs.push([value('msgid'), value('msgstr')]);
  }
  return pairs;
}
const PAIRS = catalogue();
const FOREIGN = { de: new Set(PAIRS.map((p) => p[0])), en: new Set(PAIRS.map((p) => p[1])) };
const OWN = { de: new Set(PAIRS.map((p) => p[1])), en: new Set(PAIRS.map((p) => p[0])) };

/* In the page: texts and labels as they are seen or read out, but for what people wrote. */
function words() {
  const people = new Set(Array.from(document.querySelectorAll('[dir=auto], bdi'), (e) =>
    (e.value || e.textContent).trim()));
  const all = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walker.nextNode(); n; n = walker.nextNode())
    if (n.data.trim() &&
      !n.parentElement.closest('script, style, [dir=auto], bdi, [lang]:not(html)'))
      all.push(n.data.trim().replace(/\s+/g, ' '));
  document.querySelectorAll('[aria-label], [placeholder], [title], [alt]').forEach((e) => {
    ['aria-label', 'placeholder', 'title', 'alt'].forEach((a) => {
      if (e.getAttribute(a)) all.push(e.getAttribute(a).trim());
    });
  });
  return all.filter((w) => !people.has(w));
}
/* In the page: what is touched and smaller than a finger. Links within a sentence are free. */
function small() {
  const found = [];
  document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')
    .forEach((e) => {
      const box = (e.labels && e.labels[0] && e.labels[0].contains(e) ? e.labels[0] : e)
        .getBoundingClientRect();
      if (!box.width || !e.checkVisibility() || e.closest('.sr') || e.matches('.skip, .sr')) return;
      if (e.matches('a') && getComputedStyle(e).display === 'inline' &&
        !e.matches('td > a:only-child')) return;
      if (getComputedStyle(e, '::after').position === 'absolute') return;  /* its whole row */
      if (box.height < 43.5 || box.width < 23.5)
        found.push(e.outerHTML.slice(0, 90) + ' ' + Math.round(box.width) + 'x' +
          Math.round(box.height));
    });
  return found;
}
function headings() {
  let last = 0;
  const wrong = [];
  document.querySelectorAll('h1, h2, h3, h4').forEach((h) => {
    const level = +h.tagName[1];
    if (level > last + 1) wrong.push(h.outerHTML.slice(0, 80));
    last = level;
  });
  const first = document.querySelectorAll('h1').length;
  if (first !== 1) wrong.push('h1: ' + first);
  return wrong;
}

async function axe(page, name) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa',
    'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => r.violations.map((v) => v.impact + ' ' +
      v.id + ' ' + v.nodes[0].html.slice(0, 160))));
  check(!found.length, name + ': ' + found.join('; '));
}
async function judge(page, name, tongue) {
  await axe(page, name);
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    name + ' is wider than the screen');
  const wrong = await page.evaluate(headings);
  check(!wrong.length, name + ' headings: ' + wrong.join('; '));
  check(await page.getAttribute('html', 'lang') === tongue, name + ': lang');
  const other = (await page.evaluate(words)).filter((w) => FOREIGN[tongue].has(w) &&
    !OWN[tongue].has(w));
  check(!other.length, name + ' has words of the other language: ' + other.join(' | '));
  if (page.viewportSize().width < 500) {
    const tiny = await page.evaluate(small);
    check(!tiny.length, name + ' too small to touch: ' + tiny.slice(0, 4).join('; ') +
      (tiny.length > 4 ? ' and ' + (tiny.length - 4) : ''));
  }
}

async function look(page, base, [name, where, on], tongue) {
  await page.goto(where[0] === '/' ? new URL(where, base).href : base + '/' + where);
  if (on) await on(page);
  if (DIR) await page.waitForFunction(() => Array.from(document.images).every((i) => i.complete ||
    i.loading === 'lazy'));
  /* the longer words are looked at narrow too; with pictures everything is */
  for (const size of DIR || tongue === tongues[0] ? sizes : sizes.slice(0, 1)) {
    await page.setViewportSize({ width: size[0], height: size[1] });
    if (DIR) await page.screenshot({ fullPage: true, path: path.join(DIR,
      [name.replace(/\W/g, '-'), size[0], tongue, SCHEME].filter(Boolean).join('.') + '.png') });
    await judge(page, [name, size[0], tongue].join(' '), tongue);
  }
}

async function tour(browser, hall, pages, state) {
  for (const tongue of tongues) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 960 },
      locale: tongue === 'de' ? 'de-DE' : 'en-GB', bypassCSP: true, storageState: state,
      colorScheme: SCHEME || 'light' });
    const page = await context.newPage();
    page.on('pageerror', (e) => check(false, 'script error: ' + e.message));
    for (const one of pages) {
      if (process.env.ONLY && !new RegExp(process.env.ONLY).test(one[0])) continue;
      try { await look(page, hall.desk + '/e/' + hall.code, one, tongue); }
      catch (e) { check(false, one[0] + ' ' + tongue + ': ' + e.message.split('\n')[0]); }
      await page.setViewportSize({ width: 1440, height: 960 });
    }
    await context.close();
  }
}

(async () => {
  const browser = await launch();
  const day = JSON.parse(fs.readFileSync(path.join(ROOT, 'tests', 'print', 'day.json')));
  for (const [event, pages] of [[day, PAGES], [NOTHING, EMPTY.map((w) => ['empty-' + w, w])]]) {
    const hall = await serve(event);
    try {
      await tour(browser, hall, event === day ? [['setup', '/setup']] : [], undefined);
      const page = await (await browser.newContext({ locale: 'de-DE' })).newPage();
      await organiser(page, hall, 'Ada Lovelace');
      await organiser(await (await browser.newContext({ locale: 'de-DE' })).newPage(), hall, 'Berta',
        page);
      const state = await page.context().storageState();
      await tour(browser, hall, event === day ? [['login', '/login']] : [], undefined);
      await tour(browser, hall, pages, state);
    } catch (e) {
      check(false, e.stack);
    }
    hall.stop();
  }
  await browser.close();
  console.log(passed + ' passed, ' + failed + ' failed');
  process.exit(failed ? 1 : 0);
})();
