using System.Net;
using System.Text.RegularExpressions;
using PrivateApi.Model;
using PrivateApi.Reports;
using PrivateApi.Tests.Reachability;
using static PrivateApi.Tests.Reachability.AccountFacts;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Reports;

/// <summary>The drawing shows where a call runs: the resources on its way by their ids, and no others.</summary>
public sealed partial class PathDrawingTests
{
    [Fact]
    public void A_call_between_VPCs_is_drawn_from_the_callers_subnet_through_the_peering_connection_to_the_endpoints_interfaces()
    {
        string[] texts = Texts(Peered().Shown);
        string[] way =
        [
            "Caller",
            "Caller's security groups",
            "sg-peer",
            "Caller's network ACL",
            "acl-peer",
            "Route",
            "rtb-peer",
            "10.0.0.0/16 pcx-1",
            "VPC peering connection",
            "pcx-1",
            "Endpoint's network ACL",
            "acl-main",
            "Endpoint's security groups",
            "sg-endpoint",
            "Endpoint interfaces",
            "Endpoint",
            Scene.Vpce,
            "API",
            Scene.Api,
            "Stage",
            "demo",
            "Integration",
        ];
        Assert.Equal(way, texts.Where(way.Contains).DistinctBy(text => text));
        Assert.Contains("VPC vpc-peer", texts);
        Assert.Contains("VPC vpc-home", texts);
        Assert.Contains("subnet-peer eu-west-1a", texts);
        Assert.Contains("eni-a 10.0.1.5 eu-west-1a subnet-a", texts);
    }

    [Fact]
    public void Within_a_VPC_caller_and_endpoint_are_in_one_frame()
    {
        string[] texts = Texts(Scene.Open().Shown);
        Assert.Single(texts, "VPC vpc-home");
        Assert.DoesNotContain("VPC peering connection", texts);
        Assert.Contains("10.0.0.0/16 local", texts);
    }

    [Fact]
    public void What_a_result_does_not_say_is_not_drawn()
    {
        string[] texts = Texts(ReportScene.Blocked);
        Assert.DoesNotContain(
            texts,
            text => text.StartsWith("VPC", StringComparison.Ordinal) || text.StartsWith("eni-", StringComparison.Ordinal)
        );
        Assert.Contains("Endpoint's security groups", texts);
        Assert.DoesNotContain("Load balancer", Texts(Scene.Open().Shown));
        Assert.DoesNotContain("Custom domain", Texts(Scene.Open().Shown));
    }

    [Fact]
    public void Nobodys_call_has_no_network_of_a_caller()
    {
        string[] texts = Texts(Scene.Open().From(_ => PrivateApi.Reachability.Caller.Nobody).Shown);
        Assert.DoesNotContain(texts, text => text.StartsWith("Caller's", StringComparison.Ordinal) || text == "Route");
        Assert.Contains("Endpoint interfaces", texts);
    }

    [Fact]
    public void Of_two_interfaces_the_one_that_is_not_reached_is_marked()
    {
        TestResult result = Scene.Open().WithAcl("subnet-b", Enter(90, isAllow: false), Leave(100, isAllow: true)).Shown;
        Assert.Equal(["passed", "failed"], Marks(Svg(result)));
        Assert.Empty(Marks(Svg(Scene.Open().Shown)));
    }

    /// <summary>Past what could not be read, nobody knows that the call gets on.</summary>
    [Fact]
    public void The_way_is_drawn_as_far_as_it_is_known()
    {
        TestResult result = ReportScene.Reachable with
        {
            Verdict = Verdict.Unknown,
            Check =
            [
                new(CheckName.NameResolves, CheckStatus.Passed, "x", null),
                new(CheckName.CallerRoute, CheckStatus.Skipped, "x", null),
                new(CheckName.ApiIsPrivate, CheckStatus.Passed, "x", null),
            ],
        };
        string[] links = [.. Regex.Matches(Svg(result), "<path class=\"(link[ a-z]*)\"").Select(link => link.Groups[1].Value)];
        Assert.Equal(["link", "link"], links[..2]);
        Assert.All(links[2..], link => Assert.Equal("link cut", link));
    }

    [Fact]
    public void Long_names_are_cut_and_many_interfaces_counted()
    {
        TestResult result = Scene.Open().Shown;
        string[] texts = Texts(
            result with
            {
                Name = new string('x', 200),
                Topology = result.Topology! with
                {
                    Interface = [.. Enumerable.Range(0, 9).Select(i => new NetworkPlace { NetworkInterfaceId = $"eni-{i}" })],
                },
            }
        );
        Assert.All(texts, text => Assert.InRange(text.Length, 1, 60));
        Assert.Contains("and 5 more", texts);
    }

    private static string Svg(TestResult result) => Drawing().Match(ReportScene.Content(result).Write(ReportFormat.Html)).Value;

    private static string[] Texts(TestResult result) =>
        [.. Regex.Matches(Svg(result), "<text[^>]*>([^<]*)</text>").Select(text => WebUtility.HtmlDecode(text.Groups[1].Value))];

    // The small marks of single interfaces.
    private static IEnumerable<string> Marks(string svg) =>
        Regex.Matches(svg, "<use class=\"(\\w+)\"[^>]*width=\"13\"").Select(mark => mark.Groups[1].Value);

    [GeneratedRegex("<svg role=\"img\".*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();
}
