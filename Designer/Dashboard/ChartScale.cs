using System.Globalization;

namespace BackOffice.Designer.Dashboard;

/// <summary>Where values stand in a chart that is a hundred units high.</summary>
internal static class ChartScale
{
    /// <summary>The height of a chart in its own units.</summary>
    public const double Height = 100;

    /// <summary>The number at the top of the axis: 2, 4, 6, 8, 10, 20, 40 …, which all have a middle.</summary>
    public static int Top(int most)
    {
        for (var power = 1; ; power *= 10)
            foreach (var step in (int[])[2, 4, 6, 8, 10])
                if (power * step >= most)
                    return power * step;
    }

    /// <summary>How high a value stands.</summary>
    public static double Of(int value, int top) => Height * value / top;

    /// <summary>A number of a drawing, in no language.</summary>
    public static string Unit(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
