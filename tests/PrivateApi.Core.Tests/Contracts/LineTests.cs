using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Contracts;

/// <summary>Code is read without scrolling. CSharpier breaks lines, but no texts, and no files.</summary>
public sealed class LineTests
{
    private const int Columns = 140;

    // A pattern, a piece of JSON or of SVG means nothing in halves.
    private static readonly string[] Whole = ["@\"", "\"\"\"", "(?<", "\":\"\",", "\":[\"\"]"];

    [Fact]
    public void No_line_of_the_sources_is_longer_than_140_columns() =>
        Assert.Empty(
            from file in Directory.EnumerateFiles(Path.Combine(Peer.Root, "src"), "*.cs", SearchOption.AllDirectories)
            from line in File.ReadLines(file)
            where line.Length > Columns && !Array.Exists(Whole, part => line.Contains(part, StringComparison.Ordinal))
            select $"{Path.GetFileName(file)}: {line.Trim()}"
        );

    [Fact]
    public void Nor_one_of_a_script_or_a_step_that_users_read() =>
        Assert.Empty(
            from file in Directory
                .EnumerateFiles(Path.Combine(Peer.Root, "examples"), "*", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateFiles(Path.Combine(Peer.Root, "module"), "*.ps*1"))
                .Append(Path.Combine(Peer.Root, "build.ps1"))
            from line in File.ReadLines(file)
            where line.Length > Columns
            select $"{Path.GetFileName(file)}: {line.Trim()}"
        );

    [Fact]
    public void A_source_file_of_more_than_250_lines_says_why() =>
        Assert.Empty(
            from file in Directory.EnumerateFiles(Path.Combine(Peer.Root, "src"), "*.cs", SearchOption.AllDirectories)
            let lines = File.ReadLines(file).ToList()
            where lines.Count > 250 && !lines[0].StartsWith("// Over 250 lines: ", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)}: {lines.Count}"
        );
}
