using Microsoft.AspNetCore.Http.Features;

namespace ZioExchange.Broker.Hosting;

/// <summary>A body whose length is not told beforehand, held to the limit of its endpoint here instead of in the server.</summary>
/// <remarks>
/// The server would stop reading the connection at its limit, which it checks ahead of who reads the body; what the caller still sends then ends in a
/// reset, and with it the answer that says why. Here the server's reading goes on, so that what is left can be thrown away after the answer.
/// </remarks>
internal sealed class ChunkedBody(Stream body, long? limit) : Stream, IHttpMaxRequestBodySizeFeature
{
    private long _read;

    /// <summary>In bytes, of content, not of the framing. Null for none.</summary>
    public long? MaxRequestBodySize { get; set; } = limit;

    public bool IsReadOnly => _read > 0;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="BadHttpRequestException">There is more than the limit: 413.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        _read += read;
        return _read <= (MaxRequestBodySize ?? long.MaxValue) ? read : throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is read without a thread that waits.");

    public override void Flush() => body.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
