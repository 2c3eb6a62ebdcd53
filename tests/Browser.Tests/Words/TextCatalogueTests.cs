using Xunit;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Browser.Tests.Words;

public sealed class TextCatalogueTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("zio-texts-").FullName;

    [Fact]
    public void A_word_that_a_language_lacks_stops_the_start_and_is_named()
    {
        Write("nl/vraag.json", """{"version":"1","texts":{"ja":"Ja","nee":"Nee"}}""");
        Write("ar/vraag.json", """{"version":"1","texts":{"ja":"نعم"}}""");

        var fault = Assert.Throws<InvalidDataException>(() => TextCatalogue.Read(_folder));

        Assert.Contains("ar/vraag.json: 'nee'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_a_language_lacks_stops_the_start()
    {
        Write("nl/vraag.json", """{"version":"1","texts":{"ja":"Ja"}}""");
        System.IO.Directory.CreateDirectory(Path.Combine(_folder, "ar"));

        Assert.Throws<InvalidDataException>(() => TextCatalogue.Read(_folder));
    }

    [Fact]
    public void A_blank_that_is_lost_in_translation_stops_the_start()
    {
        Write("nl/vraag.json", """{"version":"1","texts":{"tot":"Tot {0}"}}""");
        Write("ar/vraag.json", """{"version":"1","texts":{"tot":"إلى"}}""");

        Assert.Throws<InvalidDataException>(() => TextCatalogue.Read(_folder));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"texts":{}}""")]
    [InlineData("""{"version":"1","texts":{"ja":"Ja","ja":"Nee"}}""")]
    [InlineData("""{"version":"1","texts":{},"extra":1}""")]
    public void A_file_of_another_shape_is_refused_with_its_name(string content)
    {
        Write("nl/vraag.json", content);
        Write("ar/vraag.json", content);

        var fault = Assert.Throws<InvalidDataException>(() => TextCatalogue.Read(_folder));

        Assert.Contains("vraag.json", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_file_tells_its_version_and_the_hash_of_what_was_read()
    {
        Write("nl/vraag.json", """{"version":"2026-11-22","texts":{"ja":"Ja"}}""");
        Write("ar/vraag.json", """{"version":"2026-11-23","texts":{"ja":"نعم"}}""");
        var catalogue = TextCatalogue.Read(_folder);
        var (dutch, arabic) = (catalogue.FileOf(catalogue.Choose("nl"), "vraag"), catalogue.FileOf(catalogue.Choose("ar"), "vraag"));

        Assert.Equal("2026-11-23", arabic.Version);
        Assert.Equal(64, dutch.Sha256.Length);
        Assert.NotEqual(dutch.Sha256, arabic.Sha256);
        Assert.Equal("rtl", catalogue.Choose("AR").Direction);
        Assert.Equal("نعم", catalogue.Text(catalogue.Choose("ar"), "vraag.ja"));
    }

    [Theory]
    [InlineData("vraag.nee")]
    [InlineData("anders.ja")]
    [InlineData("ja")]
    public void An_unknown_key_is_never_an_empty_place_on_a_page(string key)
    {
        Write("nl/vraag.json", """{"version":"1","texts":{"ja":"Ja"}}""");
        Write("ar/vraag.json", """{"version":"1","texts":{"ja":"نعم"}}""");
        var catalogue = TextCatalogue.Read(_folder);

        Assert.Throws<KeyNotFoundException>(() => catalogue.Text(catalogue.Languages[0], key));
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    private void Write(string path, string content)
    {
        var file = Path.Combine(_folder, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        File.WriteAllText(Path.Combine(_folder, "languages.json"),
            """[{"code":"nl","name":"Nederlands","direction":"ltr"},{"code":"ar","name":"العربية","direction":"rtl"}]""");
    }
}
