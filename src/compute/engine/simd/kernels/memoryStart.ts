/** Where the memory that callers may use begins. */
export function memoryStart(): usize {
  return __heap_base;
}
