using System.Globalization;
using System.Text;

namespace BackOffice.Benchmarks;

/// <summary>Ours beside its peer, with the ratio and the bound it has to keep.</summary>
internal sealed class ResultTable
{
    private readonly List<string[]> lines = [["what", "ours", "peer", "ratio", "at most", "holds"]];

    /// <summary>Whether every ratio kept its bound.</summary>
    public bool AllHold { get; private set; } = true;

    /// <summary>Adds two times.</summary>
    public void Times(string what, TimeSpan ours, TimeSpan peer, double most) =>
        Add(what, Milliseconds(ours), Milliseconds(peer), ours / peer, most);

    /// <summary>Adds two numbers of a unit.</summary>
    public void Numbers(string what, double ours, double peer, string unit, double most) =>
        Add(what, Number(ours) + unit, Number(peer) + unit, ours / peer, most);

    /// <summary>Adds two figures whose ratio was measured round by round.</summary>
    public void Ratio(string what, string ours, string peer, double ratio, double most) => Add(what, ours, peer, ratio, most);

    /// <summary>Adds a figure that has no peer but a bound.</summary>
    public void Bound(string what, double ours, string unit, double most)
    {
        AllHold &= ours <= most;
        lines.Add([what, Number(ours) + unit, "", "", Number(most) + unit, Answer(ours <= most)]);
    }

    /// <summary>Adds a figure that explains others and has no bound.</summary>
    public void Note(string what, TimeSpan ours, TimeSpan? peer = null) =>
        lines.Add([what, Milliseconds(ours), peer is { } other ? Milliseconds(other) : "", peer is { } p ? Times(ours / p) : "", "", ""]);

    /// <summary>Adds figures whose ratio explains others and has no bound.</summary>
    public void Note(string what, string ours, string peer, double ratio) => lines.Add([what, ours, peer, Times(ratio), "", ""]);

    /// <inheritdoc />
    public override string ToString()
    {
        var widths = Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            text.Append("| ").AppendJoin(" | ", lines[i].Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).AppendLine(" |");
            if (i == 0)
                text.Append('|').AppendJoin('|', widths.Select((width, column) => column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":")).AppendLine("|");
        }
        return text.ToString();
    }

    private void Add(string what, string ours, string peer, double ratio, double most)
    {
        AllHold &= ratio <= most;
        lines.Add([what, ours, peer, Times(ratio), Times(most), Answer(ratio <= most)]);
    }

    private static string Answer(bool holds) => holds ? "yes" : "NO";

    private static string Milliseconds(TimeSpan time) => time < TimeSpan.FromMilliseconds(10)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:N0} us")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:N0} ms");

    private static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Times(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture) + " x";
}
