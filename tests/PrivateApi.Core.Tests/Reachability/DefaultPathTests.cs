using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// Without -Path the help of both commands promises the first deployed path, in alphabetical order, that has the method
/// and no path parameters; / where there is none.
/// </summary>
public sealed class DefaultPathTests
{
    private static readonly (string Path, string Verb)[] PetStore =
    [
        ("/pets/{petId}", "GET"),
        ("/pets", "POST"),
        ("/pets", "GET"),
        ("/pets", "OPTIONS"),
        ("/health", "GET"),
    ];

    [Theory]
    [InlineData("GET", "/health")]
    [InlineData("POST", "/pets")]
    [InlineData("DELETE", "/")]
    public void It_is_the_first_path_that_has_the_method(string method, string path) =>
        Assert.Equal(path, DefaultPath.Find(PetStore, method));

    // API Gateway guide, "Set up an HTTP method": ANY is "a catch-all" for every method that the resource does not define.
    [Fact]
    public void A_resource_with_ANY_has_every_method()
    {
        Assert.Equal("/all", DefaultPath.Find([("/all", "ANY"), ("/pets", "GET")], "GET"));
        Assert.Equal("/all", DefaultPath.Find([("/all", "ANY"), ("/pets", "GET")], "PATCH"));
    }

    [Theory]
    [InlineData("/{proxy+}")]
    [InlineData("/pets/{petId}/owner")]
    public void A_path_with_parameters_is_not_guessed(string only) => Assert.Equal("/", DefaultPath.Find([(only, "GET")], "GET"));
}
