/* The real server on a temporary event, phones and a moderator in one Chromium. */
'use strict';
const { chromium } = require('playwright-core');
const { spawn, execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const ROOT = path.join(__dirname, '..', '..');
const PROGRAM = process.env.PUNKTUM || path.join(ROOT, 'build', 'punktum');
const EVENT = {
  title: 'Dialogkonferenz', expected: 20, language: 'de',
  organisations: [{ name: 'Stadt Bochum', municipality: 'Bochum', letters: 'BO' },
    { name: 'Stadt Essen', municipality: 'Essen', letters: 'E' }],
  disciplines: ['Integration', 'Personal'],
  consents: [{ key: 'name_list', text: 'Mein Name darf in der Liste stehen.' }],
  agenda: [{ kind: 'arrival', title: 'Den demografischen Wandel nutzen' },
    { kind: 'visions', title: '2030: Woran erkennen wir eine Verwaltung, die zur Stadt passt?',
      appear: 'release' },
    { kind: 'dots', title: 'Welche Handlungsfelder gehen wir gemeinsam an?', dots: 3,
      per_option: 2, cut: 2, options: ['Interkulturelle Öffnung',
        'Ausbildung und Personalentwicklung', 'Bildung', 'Politische Partizipation',
        'Kulturarbeit'] }],
};

/* Resolves with {origin, code, link, desk, setup, stop}; an event of the caller's (or the record of
 * one that was) or the one above. desk: the organisers' listener, setup: its set-up code. */
async function serve(event) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'punktum-browser-'));
  const file = path.join(dir, 'event.punktum'), json = path.join(dir, 'event.json');
  fs.writeFileSync(json, JSON.stringify(event || EVENT));
  execFileSync(PROGRAM, ['new', file, event && event.format ? '--record' : '--from', json],
    { stdio: 'ignore' });
  const child = spawn(PROGRAM, ['serve', file, '--port', '0', '--admin-port', '0', '--data', dir,
    '--address', '127.0.0.1'], { stdio: ['ignore', 'pipe', 'ignore'],
    env: Object.assign({}, process.env, { LC_ALL: 'C.UTF-8' }) });
  let said = '';
  child.stdout.on('data', (text) => { said += text; });
  for (let i = 0; i < 200; i++) {
    const link = /(http:\/\/127\.0\.0\.1(?::\d+)?)(\/m\/\S+)/.exec(said);
    const code = /http:\/\/127\.0\.0\.1(?::\d+)?\/([0-9A-Z]{4})\b/i.exec(said);
    const desk = /Desk:\s+(http:\S+)/.exec(said), setup = /valid once: (\S+)/.exec(said);
    if (link && code && desk && setup) {
      return { origin: link[1], code: code[1], link: link[1] + link[2], desk: desk[1],
        setup: setup[1], dir,
        stop: () => { child.kill(); fs.rmSync(dir, { recursive: true, force: true }); } };
    }
    await new Promise((r) => setTimeout(r, 50));
  }
  child.kill();
  throw new Error('the server did not start: ' + said);
}

async function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox'] });
}

/* A moderator's device: binds by the link, then steps as the remote's forms do. */
class Moderator {
  constructor(page, hall) { this.page = page; this.hall = hall; }
  async bind() {
    await this.page.goto(this.hall.link);
    await this.page.click('main form button');
    await this.page.waitForURL('**/m');
  }
  async step(step, arg) {
    const main = await (await this.page.request.get(this.hall.origin + '/m')).text();
    const form = { step };
    for (const name of ['csrf', 'seen_item', 'seen_run', 'seen_state'])
      form[name] = new RegExp('name="' + name + '" value="([^"]*)"').exec(main)[1];
    if (arg !== undefined) form.arg = String(arg);
    const answer = await this.page.request.post(this.hall.origin + '/m/step',
      { form, headers: { Accept: 'application/json' } });
    return (await answer.json()).result;
  }
  async close() { await this.step('close'); return this.step('close'); }
}

const PASSWORD = 'ein Satz mit Punkt.';
/* A page of an organiser at the desk: the first one sets it up, further ones get their account from
 * the first (by: its page). */
async function organiser(page, hall, name, by) {
  const fill = async (on, fields) => {
    for (const key of Object.keys(fields)) await on.fill('main [name=' + key + ']', fields[key]);
  };
  if (by) {
    const csrf = await by.getAttribute('body', 'data-csrf');
    await by.request.post(hall.desk + '/accounts', { headers: { Origin: hall.desk },
      form: { csrf, do: 'add', name, role: 'organisation', password: PASSWORD } });
  }
  await page.goto(hall.desk + '/');
  if (page.url().endsWith('/setup'))
    await fill(page, { code: hall.setup, name, password: PASSWORD, repeat: PASSWORD });
  else
    await fill(page, { name, password: PASSWORD });
  await Promise.all([page.waitForURL(hall.desk + '/'), page.click('main button.primary')]);
  return page;
}

module.exports = { serve, launch, Moderator, organiser };
