namespace BackOffice.Rules.Policies.Expressions;

/// <summary>Calculates with whole numbers. What leaves their range, or is divided by zero, is an exception, which the caller reads as doubt (decision 11).</summary>
internal static class WholeNumbers
{
    public static long There(long? number) => number ?? throw new InvalidOperationException("A number is missing.");

    public static long Or(long? number, long otherwise) => number ?? otherwise;

    public static long Add(long a, long b) => checked(a + b);

    public static long Subtract(long a, long b) => checked(a - b);

    public static long Multiply(long a, long b) => checked(a * b);

    // The processor cannot take the remainder of the smallest number by -1.
    public static long Remainder(long a, long b) => b is -1 ? 0 : a % b;

    public static long Opposite(long a) => checked(-a);
}
