/* Proves the shared tablet in a real browser, with a script and without: two people one after the
 * other vote and write a card; dots are stored as they are given; "Saved" makes room by itself and
 * after "next badge"; the back button, a page kept by the browser and a reload never show what the
 * person before gave; nothing stays in the browser's storage, no session cookie; a page left alone
 * says so before it closes; a card half typed is sent when the collection closes. Nothing is wider
 * than the screen and axe finds nothing. Pictures go to the folder named as argument, if any. */
'use strict';
const fs = require('fs');
const path = require('path');
const { serve, launch, Moderator } = require('./hall');

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
    'wcag21aa', 'wcag22aa', 'wcag2aaa'] }).then((r) => r.violations.map((v) => v.id + ' ' +
      v.nodes[0].html.slice(0, 100))));
  check(!found.length, what + ': ' + found.join('; '));
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    what + ' is wider than the screen');
  if (PICTURES) await page.screenshot({ path: path.join(PICTURES, 'tablet-' + what + '.png') });
}
const text = (page) => page.evaluate(() => document.body.innerText.replace(/\u00AD/g, ''));
const soon = (page, pattern, what) => page.waitForFunction((source) =>
  new RegExp(source).test(document.body.innerText.replace(/\u00AD/g, '')), pattern.source,
  { timeout: 15000 }).then(() => passed++, () => { failed++; console.log('FAILED ' + what); });

async function device(browser, options) {
  const context = await browser.newContext(Object.assign({ viewport: { width: 1024, height: 768 },
    locale: 'de-DE', bypassCSP: true }, options));
  const page = await context.newPage();
  page.on('pageerror', (e) => check(false, 'script error: ' + e.message));
  return page;
}

async function person(browser, hall, name) {
  const page = await device(browser, { viewport: { width: 390, height: 844 } });
  await page.goto(hall.origin + '/' + hall.code);
  await page.fill('#name', name);
  await page.selectOption('#organisation', { index: 1 });
  await page.click('button.big');
  const code = (await page.textContent('.bigcode')).trim();
  await page.close();
  return code;
}

/* A new link each: an address of the moderator's page of devices. */
async function bind(page, moderator, hall, plain) {
  const remote = moderator.page;
  await remote.goto(hall.origin + '/m/remotes');
  await remote.fill('[name=label]', 'Foyer');
  await remote.click('button[name=tablet]');
  const link = await remote.textContent('.wrap');
  await page.goto(hall.origin + new URL(link.trim()).pathname);
  if (!plain) await looks(page, 'bind');
  await page.click('main button.big');
  check(new URL(page.url()).pathname === '/tablet', 'bound: ' + page.url());
}

async function begin(page, code, picture) {
  await page.fill('#code', code);
  await page.keyboard.press('Enter');
  await page.waitForSelector('button[value=on]');
  if (picture) await looks(page, picture);
  await page.click('button[value=on]');
  await page.waitForSelector('.bar-who');
}

const revealed = /Elif|Interkulturelle|Ausbildung/;
async function nothingLeft(page, what) {
  const seen = await text(page);
  check(!revealed.test(seen), what + ' shows the person before: ' + seen.slice(0, 200));
  check(await page.evaluate(() => localStorage.length + sessionStorage.length) === 0,
    what + ': something in the browser’s storage');
  const cookies = (await page.context().cookies()).map((c) => c.name).sort();
  check(cookies.every((c) => ['punktum_t', 'punktum_pre', 'punktum_event'].includes(c)),
    what + ': cookies ' + cookies);
}

/* Left alone a page says so before it closes; a press keeps it. Only the time left is feigned. */
async function stillThere(page) {
  const asked = [];
  let left = 30000;
  await page.route('**/tablet/state*', async (route) => {
    asked.push(route.request().url());
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: Object.assign(await answer.json(), { left_ms: left }) });
  });
  await page.waitForSelector('#still:not([hidden])', { timeout: 15000 }).then(() => passed++,
    () => check(false, 'nobody is asked whether they are still there'));
  await looks(page, 'still');
  for (let i = 0; i < 20 && !asked.some((u) => /idle=1/.test(u)); i++) await page.waitForTimeout(500);
  check(asked.some((u) => /idle=1/.test(u)), 'a page nobody touches says that it is idle');
  asked.length = 0;
  left = 170000;
  await page.click('#still button');
  check(await page.isHidden('#still'), 'a press answers');
  await page.waitForTimeout(500);
  check(asked.length > 0 && !/idle=1/.test(asked[0]), 'and the server is told at once: ' + asked);
  await page.waitForTimeout(3500);
  check(await page.isHidden('#still') && await page.isVisible('#ballot'), 'the page stays');
  await page.unroute('**/tablet/state*');
}

async function votes(page, hall, moderator, codes) {
  check(await page.evaluate(() => document.activeElement.id) === 'code', 'the scanner finds focus');
  await looks(page, 'start');
  await begin(page, codes[0], 'ask');
  await looks(page, 'dots');
  await page.click('.option:nth-child(1) [name=plus]');
  await page.click('.option:nth-child(1) [name=plus]');
  await page.click('.option:nth-child(2) [name=plus]');
  await soon(page, /gespeichert \d/, 'dots are stored as they are given');
  await looks(page, 'dots-given');
  await page.click('.end .big');
  await page.waitForSelector('.done');
  await looks(page, 'saved');
  check(await page.evaluate(() => document.activeElement.id) === 'code',
    'the scanner finds focus on "Saved" too');
  await page.keyboard.type(codes[1]);          /* the next person scans: one scan is enough */
  await page.keyboard.press('Enter');
  await page.waitForSelector('button[value=on]');
  check(/Otto/.test(await text(page)) && !/Elif/.test(await text(page)), 'a scan there is the next turn');
  await page.click('button[value=on]');
  await page.waitForSelector('.bar-who');
  check(await page.$$eval('#ballot .option input', (all) => all.every((i) => i.value === '0')),
    'straight to the next person’s own empty ballot');
  await stillThere(page);
  await page.click('.end .big');
  await page.waitForSelector('.done');
  await page.click('button[value=next]');
  await page.waitForSelector('#tablet[data-step=start]', { state: 'attached' });
  await nothingLeft(page, 'next');
  for (let i = 0; i < 6; i++) {
    await page.goBack({ timeout: 5000 }).catch(() => null);
    await page.waitForLoadState();
    if (!page.url().startsWith(hall.origin + '/tablet')) break;
    if (!/\/tablet\/[\w-]{22}$/.test(page.url())) await nothingLeft(page, 'back ' + (i + 1));
  }
  await page.goto(hall.origin + '/tablet');
  await page.reload();
  await nothingLeft(page, 'reload');
  await begin(page, codes[1]);
  check(await page.$$eval('#ballot .option input', (all) => all.every((i) => i.value === '0')),
    'the next person has an empty ballot');
  await page.click('.option:nth-child(3) [name=plus]');
  await soon(page, /gespeichert \d/, 'stored for the second person');
  await page.click('.bar-who button');
  await page.waitForSelector('#tablet[data-step=start]', { state: 'attached' });
}

/* Without a script: plus is a form, "Saved" makes room by a refresh of the page. */
async function plainly(browser, hall, moderator, code) {
  const page = await device(browser, { javaScriptEnabled: false,
    viewport: { width: 320, height: 640 } });
  await bind(page, moderator, hall, true);
  await begin(page, code);
  await page.click('.option:nth-child(2) [name=plus]');
  check(await page.locator('.option .dot').count() === 1, 'without a script a dot is stored');
  await page.click('.end .big');
  const html = await page.content();
  check(/Gespeichert/.test(html) && /http-equiv="refresh" content="30"/.test(html),
    'without a script the page makes room by itself');
  await page.close();
}

async function cards(page, moderator, code, hall) {
  await moderator.step('back');
  await moderator.step('open');
  await begin(page, code);
  await looks(page, 'card');
  await page.fill('#text', 'Wir sprechen elf Sprachen am Schalter');
  await page.click('.end .big');
  await page.waitForSelector('.done');
  await page.click('button[value=on]');
  await page.waitForSelector('#text');
  check(/elf Sprachen/.test(await text(page)), 'a further card, the first one stands below');
  await page.fill('#text', 'Halb getippt');
  await moderator.close();
  await page.waitForSelector('.done', { timeout: 15000 }).then(() => passed++,
    () => check(false, 'what is typed goes out when it closes'));
  const cardsNow = await (await moderator.page.request.get(hall.origin + '/m/cards')).text();
  check(/Halb getippt/.test(cardsNow), 'the card typed last arrived');
  await page.waitForSelector('#tablet[data-step=start]', { timeout: 45000, state: 'attached' }).then(() => passed++,
    () => check(false, 'after half a minute the tablet is free by itself'));
  await nothingLeft(page, 'by itself');
}

async function main() {
  const hall = await serve();
  const browser = await launch();
  try {
    const moderator = new Moderator(await device(browser), hall);
    await moderator.bind();
    const codes = [];
    for (const name of ['Elif Yılmaz', 'Otto Nagel', 'Ohne Skript'])
      codes.push(await person(browser, hall, name));
    const page = await device(browser);
    await bind(page, moderator, hall);
    await moderator.step('next');
    await moderator.step('next');
    await moderator.step('goto', '3');
    await moderator.step('open');
    await page.goto(hall.origin + '/tablet');
    await votes(page, hall, moderator, codes);
    await plainly(browser, hall, moderator, codes[2]);
    await cards(page, moderator, codes[0], hall);
  } catch (e) {
    check(false, e.stack);
  } finally {
    await browser.close();
    hall.stop();
  }
  console.log(passed + ' passed, ' + failed + ' failed');
  process.exit(failed ? 1 : 0);
}
main();
