import { describe, expect, it } from 'vitest';

import type { DisputeCourse, PlayStory } from '../../lib/ipc/generated';
import { ADVICE, lesson } from './lessons';
import { COURSE_ORDER, reasonText } from './words';

const dispute = (course: DisputeCourse): PlayStory => ({ story: 'dispute', course });

describe('lessons', () => {
  it.each<PlayStory>([
    { story: 'busy_saturday' },
    ...COURSE_ORDER.map(dispute),
    { story: 'card_testing' },
    { story: 'outage' },
  ])('are two or three sentences, with somewhere to look: %o', (played) => {
    const { sentences, places } = lesson(played);
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    expect(sentences.length).toBeLessThanOrEqual(3);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].+\.$/);
    expect(new Set(places.map(({ label }) => label)).size).toBe(places.length);
    expect(places.length).toBeGreaterThan(0);
  });

  it('say how the dispute ended', () => {
    expect(lesson(dispute('won')).sentences.join(' ')).toContain('You won');
    expect(lesson(dispute('lost')).sentences.join(' ')).toContain('You lost');
    expect(lesson(dispute('unanswered')).sentences.join(' ')).toContain('No answer');
  });

  it('give way to advice where something is missing', () => {
    expect(ADVICE.places.map(({ kind }) => kind)).toEqual(['health']);
  });
});

describe('reasons', () => {
  it.each([
    ['insufficient_funds', 'too little money'],
    ['new_york_minute', 'new york minute'],
  ])('%s is %s', (code, words) => expect(reasonText(code)).toBe(words));
});
