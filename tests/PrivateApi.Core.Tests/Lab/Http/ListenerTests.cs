using System.Net.Sockets;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;

namespace PrivateApi.Tests.Lab.Http;

/// <summary>The lab's door on the socket, whatever stands behind it.</summary>
public sealed class ListenerTests
{
    [Theory]
    [InlineData("GET http://evil.test/ HTTP/1.1\r\nHost: {0}\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: {0}\r\nHost: evil.test\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nOrigin: http://evil.test\r\n\r\n")]
    public async Task What_two_readers_could_understand_differently_is_refused(string request)
    {
        StubLab lab = new(LabResponse.Text(200, "ok"));
        using LabListener listener = LabListener.Start(lab.SendAsync, new LabFailures());
        string answer = await SayAsync(listener, request.Replace("{0}", listener.Url.Authority, StringComparison.Ordinal));
        Assert.False(answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal), answer);
        Assert.Equal(0, lab.Requests);
    }

    [Fact]
    public async Task A_body_comes_whole_by_length_and_in_chunks()
    {
        StubLab lab = new(LabResponse.Text(200, "ok"));
        using LabListener listener = LabListener.Start(lab.SendAsync, new LabFailures());
        string host = listener.Url.Authority;
        await SayAsync(listener, $"POST /a?b=c HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\nhello");
        Assert.Equal(("/a", "b=c", "hello"), (lab.Last!.RawPath, lab.Last.RawQuery, lab.Last.BodyText));
        await SayAsync(listener, $"POST /d HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nwor\r\n2\r\nld\r\n0\r\n\r\n");
        Assert.Equal(("/d", string.Empty, "world"), (lab.Last!.RawPath, lab.Last.RawQuery, lab.Last.BodyText));
    }

    [Fact]
    public async Task A_value_that_an_API_puts_into_a_header_cannot_start_a_second_one()
    {
        LabResponse answer = LabResponse.Text(200, "ok");
        answer.Headers["X-Echo"] = "x\r\nSet-Cookie: a=b\r\n\r\n<script>";
        LabFailures failures = new();
        using LabListener listener = LabListener.Start(new StubLab(answer).SendAsync, failures);
        string got = await SayAsync(listener, $"GET / HTTP/1.1\r\nHost: {listener.Url.Authority}\r\nConnection: close\r\n\r\n");
        Assert.Equal(200, RawHttp.Status(got));
        Assert.DoesNotContain("\nSet-Cookie", got, StringComparison.Ordinal);
        Assert.Empty(failures.All);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_sent_ends_the_connection_without_a_word_and_is_kept()
    {
        LabResponse answer = LabResponse.Text(200, "ok");
        answer.Headers["X Bad"] = "no header has a name like this";
        LabFailures failures = new();
        using LabListener listener = LabListener.Start(new StubLab(answer).SendAsync, failures);
        string got = await SayAsync(listener, $"GET /a?key=secret HTTP/1.1\r\nHost: {listener.Url.Authority}\r\n\r\n");
        Assert.DoesNotContain("Exception", got, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", got, StringComparison.Ordinal);
        Assert.Equal("GET /a", Assert.Single(failures.All).Request);
    }

    [Fact]
    public async Task A_stopped_lab_closes_what_is_open_and_takes_nobody_in()
    {
        StubLab lab = new(LabResponse.Text(200, "ok"));
        LabListener listener = LabListener.Start(lab.SendAsync, new LabFailures());
        using TcpClient client = new();
        await client.ConnectAsync(listener.Url.Host, listener.Url.Port, TestContext.Current.CancellationToken);
        await client
            .GetStream()
            .WriteAsync(
                System.Text.Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {listener.Url.Authority}\r\n\r\n"),
                TestContext.Current.CancellationToken
            );
        Assert.True(await client.GetStream().ReadAsync(new byte[1024], TestContext.Current.CancellationToken) > 0);
        listener.Dispose();
        await RawHttp.ReadAsync(client.GetStream());

        // Whoever answers there now has got the port since.
        Task late = SayAsync(listener, $"GET / HTTP/1.1\r\nHost: {listener.Url.Authority}\r\nConnection: close\r\n\r\n");
        await Task.WhenAny(late, Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
        Assert.Equal(1, lab.Requests);
    }

    private static Task<string> SayAsync(LabListener listener, string request) => RawHttp.SayAsync(listener.Url, request);
}
