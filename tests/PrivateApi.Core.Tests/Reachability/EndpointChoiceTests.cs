using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Tests.Reachability;

public sealed class EndpointChoiceTests
{
    private static readonly string[] Named = ["vpce-first", "vpce-second"];

    /// <summary>Each endpoint is written as its id, VPC, and "dns" with private DNS; the caller is in vpc-home.</summary>
    [Theory]
    [InlineData("vpce-first away, vpce-second home", "vpce-second")]
    [InlineData("vpce-first home, vpce-second home dns", "vpce-second")]
    [InlineData("vpce-other home dns, vpce-first home", "vpce-first")]
    [InlineData("vpce-first away dns, vpce-other home dns", "vpce-other")]
    [InlineData("vpce-other home, vpce-first away", "vpce-first")]
    [InlineData("vpce-second away dns, vpce-first away", "vpce-first")]
    [InlineData("vpce-second home, vpce-first home", "vpce-first")]
    [InlineData("vpce-stranger away dns, vpce-other home", "vpce-other")]
    [InlineData("vpce-stranger away dns", null)]
    [InlineData("", null)]
    public void A_call_that_names_no_endpoint_takes_the_most_likely_one(string endpoints, string? expected)
    {
        string[] items = endpoints.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, Choose(items, "vpc-home"));

        // The order in which AWS lists them is random.
        Assert.Equal(expected, Choose([.. items.Reverse()], "vpc-home"));
    }

    [Fact]
    public void A_caller_outside_of_any_VPC_takes_the_first_that_the_API_names() =>
        Assert.Equal("vpce-first", Choose(["vpce-second home dns", "vpce-first away", "vpce-other home dns"], home: null));

    private static string? Choose(string[] endpoints, string? home) =>
        EndpointChoice.Choose(
            endpoints,
            text => new EndpointCandidate(text.Split(' ')[0], "vpc-" + text.Split(' ')[1], text.EndsWith(" dns", StringComparison.Ordinal)),
            Named,
            home
        )
            is { } chosen
            ? chosen.Split(' ')[0]
            : null;
}
