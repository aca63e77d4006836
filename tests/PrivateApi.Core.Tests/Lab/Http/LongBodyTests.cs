using System.Net.Sockets;
using System.Text;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Tests.Lab.Http;

/// <summary>Alone, since it measures what the whole process takes of memory.</summary>
[Collection(nameof(Alone))]
public sealed class LongBodyTests
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Nine hundred megabytes took six gigabytes once.</summary>
    [Theory]
    [InlineData("POST /", "Content-Length: 943718400", "iam")]
    [InlineData("POST /", "Transfer-Encoding: chunked", "iam")]
    [InlineData("PUT /restapis/abcdefghij?mode=overwrite", "Transfer-Encoding: chunked", "apigateway")]
    [InlineData("POST /2015-03-31/functions/f/invocations", "Transfer-Encoding: chunked", "lambda")]
    [InlineData("POST /_lab/call", "Transfer-Encoding: chunked", "none")]
    [InlineData("POST /_api/abcdefghij/v1", "Transfer-Encoding: chunked", "none")]
    public async Task Nine_hundred_megabytes_of_body_cost_the_lab_no_more_than_its_limit(string line, string length, string service)
    {
        using EmbeddedAws lab = new();
        Uri url = lab.Listen();
        using TcpClient client = new();
        await client.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        string signature = RawHttp.Sign(service);
        byte[] part =
        [
            .. length.StartsWith("Transfer", StringComparison.Ordinal) ? "100000\r\n"u8 : [],
            .. new byte[Megabyte],
            .. length.StartsWith("Transfer", StringComparison.Ordinal) ? "\r\n"u8 : [],
        ];
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"{line} HTTP/1.1\r\nHost: {url.Authority}\r\n{signature}\r\nContent-Type: application/json\r\n{length}\r\n\r\n"
            ),
            TestContext.Current.CancellationToken
        );
        Task<string> answer = RawHttp.ReadAsync(stream);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await SendAsync(stream, part);
        string got = await answer;
        long taken = GC.GetTotalAllocatedBytes(precise: true) - before;

        // All that was ever taken, garbage included: the largest of these limits is 16 MB, and 64 MB more are read and thrown away.
        Assert.InRange(taken / Megabyte, 0, 200);
        Assert.StartsWith(
            line.StartsWith("POST /_api", StringComparison.Ordinal) ? "HTTP/1.1 421" : "HTTP/1.1 413",
            got,
            StringComparison.Ordinal
        );
        Assert.Empty(lab.Failures);
    }

    [Fact]
    public async Task A_client_that_never_ends_its_body_is_let_go()
    {
        using EmbeddedAws lab = new();
        Uri url = lab.Listen();
        using TcpClient client = new();
        await client.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        string signature = RawHttp.Sign("iam");
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: {url.Authority}\r\n{signature}\r\nContent-Length: 943718400\r\n\r\nabc"),
            TestContext.Current.CancellationToken
        );
        Assert.StartsWith(
            "HTTP/1.1 413",
            await RawHttp.ReadAsync(stream).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    private static async Task SendAsync(NetworkStream stream, byte[] part)
    {
        try
        {
            for (int sent = 0; sent < 900; sent++)
            {
                await stream.WriteAsync(part, TestContext.Current.CancellationToken);
            }
        }
        catch (IOException)
        {
            // The lab has let the connection go, which it may.
        }
    }
}
