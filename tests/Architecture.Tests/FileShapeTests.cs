using System.Text.RegularExpressions;
using Xunit;

namespace ZioExchange.Architecture.Tests;

/// <summary>Small files, one public type each, no names that say nothing. When one fails, split or rename; do not edit the limits.</summary>
public sealed partial class FileShapeTests
{
    private const int LongestFile = 300;
    private const int LongestMedian = 60;

    [Fact]
    public void No_file_is_longer_than_three_hundred_lines() =>
        Findings.None(SourceTree.Files("src").Concat(SourceTree.Files("tests")).Where(file => SourceTree.Lines(file).Length > LongestFile));

    [Fact]
    public void Half_of_the_files_have_sixty_lines_or_fewer()
    {
        var lengths = SourceTree.Files("src").Select(file => SourceTree.Lines(file).Length).Order().ToList();

        Assert.InRange(lengths[lengths.Count / 2], 1, LongestMedian);
    }

    [Fact]
    public void A_file_holds_one_public_type() =>
        Findings.None(SourceTree.Files("src").Where(file => PublicType().Count(SourceTree.Text(file)) > 1));

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Findings.None(SourceTree.Files("src").Concat(SourceTree.Files("tests")).SelectMany(file => TypeName().Matches(SourceTree.Text(file)).Select(match => match.Groups[1].Value))
            .Where(name => EmptyName().IsMatch(name) && !name.EndsWith("TagHelper", StringComparison.Ordinal)));

    [Fact]
    public void No_folder_has_a_name_that_says_nothing() =>
        Findings.None(SourceTree.Files("src").Concat(SourceTree.Files("tests")).Where(file => file.Split('/')[..^1].Any(EmptyName().IsMatch)));

    [Fact]
    public void No_comment_puts_work_off() =>
        Findings.None(SourceTree.Files("src").Concat(SourceTree.Files("tests")).Where(file => PutOff().IsMatch(SourceTree.Text(file))));

    [Fact]
    public void Every_namespace_stands_for_its_whole_file() =>
        Findings.None(SourceTree.Files("src").Where(file => BlockNamespace().IsMatch(SourceTree.Text(file))));

    [GeneratedRegex(@"^public [a-z ]*\b(class|record|struct|interface|enum|delegate)\b", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^ *(?:public|internal|private|file)? ?(?:sealed |static |abstract |partial |readonly )*(?:class|record|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeName();

    [GeneratedRegex("(Utils?|Utilities|Helpers?|Common|Managers?|Misc)$")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"//.*\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b|NotImplemented" + "Exception")]
    private static partial Regex PutOff();

    [GeneratedRegex(@"^namespace [\w.]+\s*\{", RegexOptions.Multiline)]
    private static partial Regex BlockNamespace();
}
