/* Proves the documentation at the desk in a real browser: a text saves itself and says when; the
 * preview follows while one types; two who write the same text both keep theirs until one chooses;
 * chapters move by mouse and by arrow keys; the documentation is made with a bar that moves and its
 * ZIP comes as a download; a cancelled one says so; without a script all of it works by forms. axe
 * finds nothing, nothing is wider than the screen. Pictures go to the folder named, if any. */
'use strict';
const fs = require('fs');
const path = require('path');
const { serve, launch } = require('./hall');

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PICTURES = process.argv[2];
let passed = 0, failed = 0;

function check(good, what) {
  if (good) { passed++; return; }
  failed++;
  console.log('FAILED ' + what);
}
async function looks(page, what) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa',
    'wcag21aa', 'wcag22aa'] }).then((r) => r.violations.map((v) => v.id + ' ' +
      v.nodes[0].html.slice(0, 100))));
  check(!found.length, what + ': ' + found.join('; '));
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    what + ' is wider than the screen');
  if (PICTURES) await page.screenshot({ path: path.join(PICTURES, 'paper-' + what + '.png') });
}
async function desk(browser, hall, state, options) {
  const context = await browser.newContext(Object.assign({ viewport: { width: 1440, height: 960 },
    locale: 'de-DE', bypassCSP: true, storageState: state }, options));
  const page = await context.newPage();
  page.on('pageerror', (e) => check(false, 'script error: ' + e.message));
  return page;
}
const soon = (page, selector, pattern, what) => page.waitForFunction(([s, source]) => {
  const e = document.querySelector(s);
  return e && new RegExp(source).test(e.innerText);
}, [selector, pattern.source], { timeout: 15000 }).then(() => passed++,
  () => { failed++; console.log('FAILED ' + what); });
const keys = (page) => page.$$eval('#chapters .chapter', (l) => l.map((r) => r.dataset.key));

async function texts(page, other, base) {
  await page.goto(base + '/text/foreword');
  await page.fill('#t-body', 'Liebe **Gäste**,\n\n- eins\n- zwei');
  await soon(page, '#text-saved', /Gespeichert \d+:\d\d/, 'a text saves itself and says when');
  await soon(page, '#preview', /Liebe Gäste/, 'the preview follows');
  check(await page.$eval('#preview b', (b) => b.textContent) === 'Gäste', 'bold is bold');
  check((await page.$$('#preview li')).length === 2, 'a list is a list');
  await looks(page, 'text');
  await other.goto(base + '/text/foreword');
  await page.fill('#t-body', 'Meine Fassung');
  await soon(page, '#text-saved', /Gespeichert/, 'saved again');
  await other.fill('#t-body', 'Deine Fassung');
  await soon(other, '.chapter-editor .other', /Meine Fassung/, 'who comes second sees both');
  check(await other.inputValue('#t-body') === 'Deine Fassung', 'and keeps the own one');
  await other.click('.other button:first-of-type');
  await soon(other, '#text-saved', /Gespeichert/, 'the chosen one is stored');
  await page.goto(base + '/text/foreword');
  check(await page.inputValue('#t-body') === 'Deine Fassung', 'for everybody');
}

async function order(page, base) {
  await page.goto(base);
  const before = await keys(page);
  await page.focus('#chapters .chapter[data-key=outlook] .grip');
  await page.keyboard.press('ArrowUp');
  await page.waitForFunction((b) => Array.from(document.querySelectorAll('#chapters .chapter'))
    .map((r) => r.dataset.key).indexOf('outlook') === b.indexOf('outlook') - 1, before);
  await page.waitForTimeout(600);
  check(await page.evaluate(() => document.activeElement.matches('.chapter[data-key=outlook] .grip')),
    'the focus stays on the chapter moved');
  const grip = await (await page.$('.chapter[data-key=summary] .grip')).boundingBox();
  const first = await (await page.$('.chapter[data-key=foreword]')).boundingBox();
  await page.mouse.move(grip.x + 5, grip.y + 5);
  await page.mouse.down();
  await page.mouse.move(grip.x + 5, first.y + 4, { steps: 8 });
  await page.mouse.up();
  await page.waitForTimeout(600);
  await page.reload();
  const after = await keys(page);
  check(after[0] === 'summary' && after[1] === 'foreword', 'a chapter is dragged to the front');
  check(after.indexOf('outlook') === before.indexOf('outlook') - 1, 'and moved by an arrow key');
  await looks(page, 'chapters');
}

async function making(page, base) {
  await page.goto(base);
  await page.click('.make-form button.primary');
  await page.waitForSelector('#making-bar', { timeout: 5000 }).then(() => passed++,
    () => check(false, 'a bar'));
  const seen = new Set(), begun = Date.now();
  for (let i = 0; i < 400 && await page.$('#making-bar'); i++) {
    seen.add(await page.$eval('#making-bar', (b) => b.value).catch(() => -1));
    await page.waitForTimeout(50);
  }
  /* the page looks every 0.4 s: what was made sooner leaves it no time to move */
  check(seen.size >= 2 || Date.now() - begun < 1200, 'the bar moves: ' + Array.from(seen));
  await page.waitForSelector('.files', { timeout: 60000 });
  await looks(page, 'made');
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('.files .primary')]);
  check(file.suggestedFilename() === 'Dokumentation.zip', 'its name');
  const bytes = fs.readFileSync(await file.path());
  check(bytes.length > 20000 && bytes.subarray(0, 2).toString() === 'PK', 'the ZIP comes');
  await page.click('.make-form button');
  await page.waitForSelector('#making-bar');
  await page.click('#making button[value=cancel]').catch(() => {});    /* it may be ready already */
  await soon(page, '#making', /Abgebrochen|Erstellt um/, 'cancelled, and said so');
  check(await page.$('.files') !== null, 'what was there stays');
}

async function plain(page, base) {
  await page.goto(base + '/text/agreements');
  await page.fill('#t-body', 'Ohne Skript');
  await page.click('#text-preview');
  check(/Ohne Skript/.test(await page.innerText('#preview')), 'preview without a script');
  await page.click('#text-save');
  check(/\/text\/agreements$/.test(page.url()) &&
    await page.inputValue('#t-body') === 'Ohne Skript', 'saved without a script');
  await page.goto(base);
  const before = await keys(page);
  await page.click('#move-agreements button:first-of-type');
  const after = await keys(page);
  check(after.indexOf('agreements') === before.indexOf('agreements') - 1,
    'moved without a script');
}

(async () => {
  const hall = await serve(), browser = await launch();
  try {
    const page = await desk(browser, hall);
    await page.goto(hall.desk + '/setup');
    await page.fill('[name=code]', hall.setup);
    await page.fill('[name=name]', 'Petra');
    await page.fill('[name=password]', 'ein Satz mit Punkt.');
    await page.fill('[name=repeat]', 'ein Satz mit Punkt.');
    await page.click('main button');
    await page.waitForURL(hall.desk.replace(/\/$/, '') + '/');
    const state = await page.context().storageState();
    const base = hall.desk.replace(/\/$/, '') + '/e/' + hall.code.toUpperCase() + '/paper';
    await texts(page, await desk(browser, hall, state), base);
    await order(page, base);
    await making(page, base);
    for (const part of ['voices', 'tables', 'pictures']) {
      await page.goto(base + '/' + part);
      await looks(page, part);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(base + '/text/foreword');
    await looks(page, 'narrow');
    await plain(await desk(browser, hall, state, { javaScriptEnabled: false }), base);
  } catch (e) {
    check(false, e.stack);
  } finally {
    await browser.close();
    hall.stop();
  }
  console.log(passed + ' passed, ' + failed + ' failed');
  process.exit(failed ? 1 : 0);
})();
