using System.Text;
using BackOffice.Workflows.Registry.Files;
using CsCheck;

namespace BackOffice.Workflows.Tests.Registry;

public sealed class CsvRecordsTests
{
    [Fact]
    public void Fields_of_RFC_4180_are_read_as_they_were_written() =>
        Gen.String[Gen.Char[" ab,\"\n\r\té✓"], 0, 8].Array[3].Array[1, 20].Sample(rows =>
        {
            var text = string.Concat(rows.Select(row => string.Join(',', row.Select(Quoted)) + "\r\n"));
            Assert.Equal(rows, Read(text, 3).Select(record => record.Fields.ToArray()));
        });

    [Fact]
    public void Any_bytes_end_in_records_or_faults_and_every_line_is_told_of() =>
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            var records = Read(bytes, 2);
            Assert.All(records, record => Assert.Equal(record.Fault is null ? 2 : 0, record.Fields.Count));
            Assert.Equal(records.Select(record => record.Line).Order().Distinct(), records.Select(record => record.Line));
        });

    [Fact]
    public void Quotation_mark_that_is_never_closed_costs_its_own_line_alone() => Assert.Equal(
        ["1 a|b", "2 !", "3 c|d", "4 e|f"],
        Shown(Read("a,b\n1,\"PT X\nc,d\ne,f\n", 2)));

    [Fact]
    public void Quotation_mark_that_meets_one_further_down_costs_its_own_line_alone() => Assert.Equal(
        ["1 !", "2 c|d", "3 g|h"],
        Shown(Read("1,\"PT X,3\nc,\"d\"\n\"g\",h\n", 2)));

    [Theory]
    [InlineData("a,PT \"X\" Y\n")]
    [InlineData("a,\"PT\" X\n")]
    [InlineData("a\n")]
    [InlineData("a,b,c\n")]
    public void Line_that_breaks_the_format_is_a_fault(string line) => Assert.Equal(["1 !", "2 c|d"], Shown(Read(line + "c,d", 2)));

    [Fact]
    public void Line_in_another_encoding_is_a_fault_that_can_still_be_read()
    {
        var records = Read([.. "a,b\n"u8, .. Encoding.Latin1.GetBytes("caf\u00e9,x\n"), .. "c,d\n"u8], 2);

        Assert.Equal(["1 a|b", "2 !", "3 c|d"], Shown(records));
        Assert.Equal(Faults.NotUtf8, records[1].Fault);
        Assert.Equal("caf\u00e9,x", records[1].Raw);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("\"a")]
    public void Field_of_a_million_characters_is_passed_over_without_being_held(string beginning)
    {
        var records = Read($"a,b\n{beginning}{new string('x', 1_000_000)},b\nc,d\n", 2);

        Assert.Equal(["1 a|b", "2 !", "3 c|d"], Shown(records));
        Assert.True(records[1].Raw.Length <= CsvRecords.MostShown);
    }

    [Fact]
    public void Byte_order_mark_and_empty_lines_are_no_data() => Assert.Equal(["2 a|b", "5 c|d"], Shown(Read("\uFEFF\na,b\r\n\r\n\nc,d", 2)));

    [Fact]
    public void Record_over_several_lines_is_counted_in_lines() => Assert.Equal(["1 a|x\ny", "3 c|d"], Shown(Read("a,\"x\ny\"\nc,d\n", 2)));

    private static List<CsvRecord> Read(string text, int width) => Read(Encoding.UTF8.GetBytes(text), width);

    private static List<CsvRecord> Read(byte[] bytes, int width)
    {
        using var records = new CsvRecords(new MemoryStream(bytes));
        var read = new List<CsvRecord>();
        while (records.Read(width) is { } record)
            read.Add(record);
        return read;
    }

    private static IEnumerable<string> Shown(IEnumerable<CsvRecord> records) =>
        records.Select(record => $"{record.Line} {(record.Fault is null ? string.Join('|', record.Fields) : "!")}");

    private static string Quoted(string field) => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
