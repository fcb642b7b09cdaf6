using BackOffice.Host.CommandLine;

return await BackOfficeCommands.RunAsync(args);
