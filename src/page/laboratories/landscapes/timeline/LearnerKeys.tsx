/** The two learners' colours, as the first entries of a legend. */
export function LearnerKeys() {
  return (
    <>
      <span>
        <span className="dot bp" />
        BP
      </span>
      <span>
        <span className="dot pc" />
        PC
      </span>
    </>
  );
}
