/** How many of its pixels a scene in motion has, on a machine without a graphics card: as many as leave it smooth. */

/** A picture of a scene in motion is to take about so long, in ms. */
const wanted = { least: 18, most: 30 };
const leastShare = 0.5;

export class Pace {
  /** Of the card's pixels along a side; every picture takes part in it. */
  share = 1;

  took(milliseconds: number): void {
    if (milliseconds > wanted.most) this.share = Math.max(this.share * 0.85, leastShare);
    else if (milliseconds < wanted.least) this.share = Math.min(this.share * 1.1, 1);
  }
}
