/** In AssemblyScript: fused multiply-adds on four lanes with nothing to wait for, the most that the kernels' instructions can do. */
export function multiplyAdds(rounds: i32): f32 {
  const by = f32x4.splat(0.999);
  const add = f32x4.splat(0.001);
  let a = add;
  let b = add;
  let c = add;
  let d = add;
  let e = add;
  let f = add;
  let g = add;
  let h = add;
  let i = add;
  let j = add;
  let k = add;
  let l = add;
  for (let round = 0; round < rounds; round++) {
    a = f32x4.relaxed_madd(a, by, add);
    b = f32x4.relaxed_madd(b, by, add);
    c = f32x4.relaxed_madd(c, by, add);
    d = f32x4.relaxed_madd(d, by, add);
    e = f32x4.relaxed_madd(e, by, add);
    f = f32x4.relaxed_madd(f, by, add);
    g = f32x4.relaxed_madd(g, by, add);
    h = f32x4.relaxed_madd(h, by, add);
    i = f32x4.relaxed_madd(i, by, add);
    j = f32x4.relaxed_madd(j, by, add);
    k = f32x4.relaxed_madd(k, by, add);
    l = f32x4.relaxed_madd(l, by, add);
  }
  const sum = f32x4.add(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)), f32x4.add(f32x4.add(e, f), f32x4.add(g, h)));
  return f32x4.extract_lane(f32x4.add(sum, f32x4.add(f32x4.add(i, j), f32x4.add(k, l))), 0);
}
