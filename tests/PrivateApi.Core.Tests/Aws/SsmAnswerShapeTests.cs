using System.Text;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Tests.Aws;

/// <summary>Answers of Systems Manager that the SDK's reader never comes to the end of are no answers.</summary>
public sealed class SsmAnswerShapeTests
{
    [Theory]
    [InlineData(
        "DescribeInstanceInformation",
        """{"InstanceInformationList":"x","NextToken":"t"}""",
        "InstanceInformationList is of another type"
    )]
    [InlineData(
        "DescribeInstanceInformation",
        """{"InstanceInformationList":"x","NextToken":"t","InstanceInformationList":[]}""",
        "InstanceInformationList is of another type"
    )]
    [InlineData(
        "DescribeInstanceInformation",
        """{"InstanceInformationList":[{"AssociationOverview":{"InstanceAssociationStatusAggregatedCount":{"Success":[1]}}}]}""",
        "Success is of another type"
    )]
    [InlineData("SendCommand", """{"Command":{"Parameters":{"commands":"ls"}}}""", "commands is of another type")]
    [InlineData("GetCommandInvocation", "", "it is empty")]
    public void A_list_or_object_that_is_none_is_said(string operation, string body, string problem) =>
        Assert.Equal(problem, Problem(operation, body));

    [Theory]
    [InlineData(
        "DescribeInstanceInformation",
        """{"InstanceInformationList":[{"InstanceId":"i-1","AssociationOverview":{"InstanceAssociationStatusAggregatedCount":{"Success":1}}}]}"""
    )]
    [InlineData("DescribeInstanceInformation", """{"InstanceInformationList":null,"AddedLater":{"A":[1]}}""")]
    [InlineData("SendCommand", """{"Command":{"Parameters":{"commands":["ls"]},"InstanceIds":["i-1"]}}""")]
    [InlineData("ListCommands", """{"Commands":"another operation's"}""")]
    public void What_the_reader_can_read_is_let_through(string operation, string body) => Assert.Null(Problem(operation, body));

    [Fact]
    public void A_name_that_is_no_UTF_8_is_said() => Assert.NotNull(Problem("GetCommandInvocation", [.. "{\"a"u8, 0xE1, .. "\":1}"u8]));

    private static string? Problem(string operation, string body) => Problem(operation, Encoding.UTF8.GetBytes(body));

    private static string? Problem(string operation, byte[] body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "https://ssm.eu-west-1.amazonaws.com/")
        {
            Headers = { { "X-Amz-Target", "AmazonSSM." + operation } },
        };
        return SsmAnswerShape.Problem(request, body);
    }
}
