using System.Net;
using Amazon.Runtime;
using PrivateApi.Errors;
using PrivateApi.Provisioning;

namespace PrivateApi.Tests.Provisioning;

/// <summary>What a failure means for what a run had made, and for the user who reads it.</summary>
public sealed class PlanFailureTests
{
    [Fact]
    public async Task A_wait_that_ended_too_early_takes_nothing_back()
    {
        List<string> undone = [];
        PlanStep made = new()
        {
            Name = "a",
            Description = "Create a",
            Find = _ => Task.FromResult<string?>(null),
            Create = _ => Task.FromResult("id-a"),
            Undo = (id, _, _) =>
            {
                undone.Add(id);
                return Task.CompletedTask;
            },
        };
        PlanStep late = new()
        {
            Name = "b",
            Description = "Create b",
            Find = _ => Task.FromResult<string?>(null),
            Create = _ => throw new PrivateApiException("TimedOut", FaultKind.TimedOut, "b is not there yet."),
        };
        PrivateApiException told = await Assert.ThrowsAsync<PrivateApiException>(() =>
            new Plan("Create ab", "ab", [made, late]).ApplyAsync(new RecordedNotices(), TestContext.Current.CancellationToken)
        );
        Assert.Equal("TimedOut", told.ErrorId);
        Assert.Empty(undone);
    }

    // "Error codes for the Amazon EC2 API", and the common errors of the query and JSON protocols; some services deny with 400.
    [Theory]
    [InlineData("UnauthorizedOperation")]
    [InlineData("AccessDenied")]
    [InlineData("AccessDeniedException")]
    public void A_denial_is_a_matter_of_permissions_whatever_its_status(string code)
    {
        AmazonServiceException denied = new("no", ErrorType.Sender, code, "r-1", HttpStatusCode.BadRequest);
        Assert.Equal(FaultKind.PermissionDenied, Leftover.AddTo(denied, [])?.Kind);
    }
}
