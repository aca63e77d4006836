using System.Text.Json;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.Route53Profiles;

/// <summary>The lab's Route 53 Profiles as boto3 sees them; the promises are in the script.</summary>
public sealed class ProfilePeerTests
{
    private static readonly string[] Operations =
    [
        "AssociateProfile",
        "AssociateResourceToProfile",
        "CreateProfile",
        "DeleteProfile",
        "DisassociateProfile",
        "DisassociateResourceFromProfile",
        "GetProfile",
        "GetProfileAssociation",
        "GetProfileResourceAssociation",
        "ListProfileAssociations",
        "ListProfileResourceAssociations",
        "ListProfiles",
        "ListTagsForResource",
        "TagResource",
        "UntagResource",
        "UpdateProfileResourceAssociation",
    ];

    [Fact]
    public async Task Boto3_keeps_Profiles_and_every_answer_fits_the_AWS_model()
    {
        using TurnedClock time = new();
        using EmbeddedAws lab = new(new LabOptions { Clock = time });
        JsonElement seen = await Peer.BotoAsync("profiles.py", lab.Listen(), time);
        Assert.Equal(Operations, seen.GetProperty("answered").EnumerateArray().Select(name => name.GetString()));
    }
}
