using System.Text;
using System.Text.Json;
using PrivateApi.Calls;
using PrivateApi.Model;

namespace PrivateApi.Tests.Calls;

/// <summary>What a probe says, in the words of probe.py.</summary>
public sealed class ProbeAnswerReaderTests
{
    [Theory]
    [InlineData("NameNotResolved", CallFailure.NameNotResolved)]
    [InlineData("ConnectTimeout", CallFailure.ConnectTimeout)]
    [InlineData("ConnectFailed", CallFailure.ConnectFailed)]
    [InlineData("TlsFailed", CallFailure.TlsFailed)]
    [InlineData("ReadTimeout", CallFailure.ReadTimeout)]
    [InlineData("Refused", null)]
    public void A_failure_is_understood_and_told_on_in_the_same_word(string word, CallFailure? failure)
    {
        ProbeAnswer answer = Read($$"""{"failure":"{{word}}","message":"m","addresses":[],"timings":{} }""")!;
        Assert.Equal((failure, "m"), (answer.Failure, answer.Message));
        Assert.Equal(word, JsonSerializer.SerializeToNode(answer, ProbeJson.Default.ProbeAnswer)!["failure"]!.GetValue<string>());
    }

    [Fact]
    public void An_answer_that_came_is_no_failure()
    {
        ProbeAnswer answer = Read("""{"failure":"None","status":200,"addresses":[],"headers":{},"timings":{} }""")!;
        Assert.Equal((CallFailure.None, 200), (answer.Failure, answer.Status));
    }

    [Theory]
    [InlineData("\"None\"")]
    [InlineData("\"Exploded\"")]
    [InlineData("\"refused\"")]
    [InlineData("\"3\"")]
    [InlineData("3")]
    [InlineData("null")]
    [InlineData("{}")]
    public void What_no_probe_says_is_no_answer(string failure) =>
        Assert.Null(Read($$"""{"failure":{{failure}},"message":"m","addresses":[],"timings":{} }"""));

    private static ProbeAnswer? Read(string text) => ProbeAnswerReader.Read(Encoding.UTF8.GetBytes(text));
}
