namespace BackOffice.Rules.Policies.Expressions;

/// <summary>
/// Calculates with decimals. A result that is no finite number is an exception, which the caller reads as doubt (decision 11): compared, it would answer, as if
/// something had been measured.
/// </summary>
internal static class RealNumbers
{
    public static double There(double? number) => number ?? throw new InvalidOperationException("A number is missing.");

    public static double Or(double? number, double otherwise) => number ?? otherwise;

    public static double Add(double a, double b) => Finite(a + b);

    public static double Subtract(double a, double b) => Finite(a - b);

    public static double Multiply(double a, double b) => Finite(a * b);

    public static double Divide(double a, double b) => b is 0 ? throw new DivideByZeroException() : Finite(a / b);

    public static double Remainder(double a, double b) => b is 0 ? throw new DivideByZeroException() : Finite(a % b);

    public static double Opposite(double a) => -a;

    private static double Finite(double number) => double.IsFinite(number) ? number : throw new OverflowException("A number is too large.");
}
