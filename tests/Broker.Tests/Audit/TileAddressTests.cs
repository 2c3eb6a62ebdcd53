using Xunit;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Tests.Audit;

public sealed class TileAddressTests
{
    [Theory]
    [InlineData("000", 0, 256)]
    [InlineData("067", 67, 256)]
    [InlineData("x001/x234/067", 1234067, 256)]
    [InlineData("x001/000.p/1", 1000, 1)]
    [InlineData("999.p/255", 999, 255)]
    public void A_path_of_the_specification_is_read_and_written_alike(string path, long index, int width)
    {
        Assert.True(TileAddress.TryParse(0, path, out var tile));
        Assert.Equal(new TileAddress(0, index, width), tile);
        Assert.Equal(path, tile.ToPath());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0000")]
    [InlineData("x000/000")]
    [InlineData("001/000")]
    [InlineData("x001/")]
    [InlineData("x001")]
    [InlineData("000.p/0")]
    [InlineData("000.p/01")]
    [InlineData("000.p/256")]
    [InlineData("000.p/")]
    [InlineData("000.p/1/2")]
    [InlineData("-01")]
    [InlineData("+01")]
    [InlineData("../../etc")]
    [InlineData("x999/x999/x999/x999/x999/x999/999")]
    [InlineData("x999/x999/x999/x999/x999/x999/x999/x999/999")]
    public void Every_other_spelling_is_refused(string path) => Assert.False(TileAddress.TryParse(0, path, out _));
}
