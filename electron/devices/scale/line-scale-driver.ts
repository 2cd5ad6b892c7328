import { createFramedInput } from '../framing/framed-input.ts';
import type { Framed, Framer } from '../framing/framer.ts';
import type { Driver, DriverOutlet } from '../driver.ts';
import { FIRST_ASK_STATE, stepAsk, type AskEvent, type AskPlan } from './ask-machine.ts';
import { createLineQuality, createTextWatch } from './clean-line.ts';
import { textToBytes } from './text-bytes.ts';
import type { ScaleMessage, ScaleWeight } from './scale-message.ts';
import { createSteadyWatch, type SteadyRule } from './steady-watch.ts';
import { toWeightReading } from './weight-reading.ts';

/** What makes one text scale differ from another. */
export interface LineScaleProtocol {
  readonly createFramer: () => Framer<string>;
  readonly decode: (line: string) => ScaleMessage;
  /** Null for a scale that only ever speaks by itself. */
  readonly ask: AskPlan | null;
  /** When a weight without a stability mark counts as stable; two alike in a row unless said otherwise. */
  readonly steady?: SteadyRule;
  /** Some models never say "stable": until one line did, an unchanged "unstable" weight is judged too. */
  readonly mayNeverMarkStable?: boolean;
}

const TWO_ALIKE: SteadyRule = { lines: 2, overMs: 0 };

/** Drives a scale that speaks in lines of text: frames, decodes, asks again, judges stability. */
export function createLineScaleDriver(protocol: LineScaleProtocol, outlet: DriverOutlet): Driver {
  const watch = createSteadyWatch(protocol.steady ?? TWO_ALIKE);
  const quality = createLineQuality();
  const text = createTextWatch();
  let frames = 0;
  let askState = FIRST_ASK_STATE;
  let saidStable = false;
  let nowMs = 0;

  const input = createFramedInput(protocol.createFramer(), take);

  function step(event: AskEvent): void {
    if (protocol.ask === null) return;
    const { state, send, tell } = stepAsk(protocol.ask, askState, event, nowMs);
    askState = state;
    if (send !== undefined) outlet.send(textToBytes(send));
    if (tell === 'ready') outlet.state('ready');
    else if (tell === 'no_answer') outlet.state('lost', 'no_answer');
  }

  function judgeStable(weight: ScaleWeight): boolean {
    const steady = watch.saw(`${weight.negative ? '-' : ''}${weight.value}${weight.unit}`, nowMs);
    if (weight.stable === true) saidStable = true;
    if (weight.stable === null) return steady;
    if (weight.stable || saidStable || protocol.mayNeverMarkStable !== true) return weight.stable;
    return steady;
  }

  /** What is not understood is never silence: whoever says a clean line is there, and the line is set rightly. */
  function takeUnknown(line: string): void {
    watch.reset();
    const isSaid = quality.saw(line);
    if (isSaid) step('heard');
    outlet.discarded(isSaid ? 'not_understood' : 'framing', line.length);
  }

  function take(item: Framed<string>): void {
    if (item.type === 'discarded') {
      watch.reset();
      // What is framed otherwise than expected and clean speaks for no wrong setting.
      if (!text.isClean()) quality.dirt(item.bytes);
      outlet.discarded(item.reason, item.bytes);
      return;
    }
    frames += 1;
    const message = protocol.decode(item.frame);
    if (message.type === 'nothing' && message.reason === 'framing') {
      takeUnknown(item.frame);
      return;
    }
    quality.understood();
    if (message.type === 'reply') {
      step(message.reply === 'done' ? 'heard' : message.reply);
      return;
    }
    step('heard');
    if (message.type === 'nothing') {
      watch.reset();
      outlet.discarded(message.reason, item.frame.length);
      return;
    }
    const reading = toWeightReading(message, judgeStable(message));
    if (reading.ok) outlet.reading(reading.value);
    else outlet.discarded(reading.code, item.frame.length);
  }

  return {
    opened(atMs) {
      nowMs = atMs;
      askState = FIRST_ASK_STATE;
      saidStable = false;
      watch.reset();
      quality.opened();
      text.opened();
      outlet.state(protocol.ask === null ? 'ready' : 'starting');
      step('opened');
    },
    received(chunk, atMs) {
      nowMs = atMs;
      const framesBefore = frames;
      const isText = text.saw(chunk);
      input.received(chunk, atMs);
      // Clean text that is framed otherwise than this family's is something said, too.
      if (isText && frames === framesBefore) step('heard');
    },
    tick(atMs) {
      nowMs = atMs;
      input.tick(atMs);
      step('tick');
    },
    closed() {
      input.closed();
    },
  };
}
